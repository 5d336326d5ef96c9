package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prefixes and tags of Go structs. */
class GoFieldsTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    @Test
    void tagsOfGoFieldsAreReadUnderThePrefixesAround() {
        SourceReport report = tree().with("config.go", """
                        package config
                        type Database struct {
                        	Host string `env:"HOST"`
                        	URL  string `env:"DATABASE_URL,required"`
                        }
                        type Config struct {
                        	Primary Database `envPrefix:"PRIMARY_DB_"`
                        	Name    string   `env:"NAME"`
                        }
                        func load() { env.ParseWithOptions(&c, env.Options{Prefix: "SHOP_"}) }
                        """).read();
        assertThat(TestTree.reads(report)).containsExactly("SHOP_PRIMARY_DB_DATABASE_URL", "SHOP_PRIMARY_DB_HOST");
    }

    @Test
    void fieldsOfEnvconfigAreReadUnderTheGivenName() {
        SourceReport report = tree().with("config.go", """
                        package config
                        type Specification struct {
                        	DatabaseURL string `split_words:"true"`
                        	Secret      string `envconfig:"DB_PASSWORD"`
                        }
                        func load() { envconfig.Process("shop", &s) }
                        """).read();
        assertThat(TestTree.reads(report)).containsExactly("SHOP_DATABASE_URL", "SHOP_DB_PASSWORD");
    }
}
