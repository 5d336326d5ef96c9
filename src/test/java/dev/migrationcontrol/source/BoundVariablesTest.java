package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variables whose names a framework makes. */
class BoundVariablesTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    @Test
    void argumentParsersOfRustReadFields() {
        SourceReport report = tree().with(
                        "src/config.rs",
                        "#[derive(clap::Parser)]\nstruct C {\n    #[clap(long, env)]\n    pub database_url: String,\n    pub db_host: String,\n}\n")
                .read();
        assertThat(TestTree.reads(report)).containsExactly("DATABASE_URL");
    }

    @Test
    void propertiesOfNestedYamlAreBoundWhateverItsStyle() {
        SourceReport report = new TestTree(directory)
                .with(
                        "application.yml",
                        "# spring: {r2dbc: {url: x}}\nspring: {datasource: {url: '${X}', hikari: {a: 1}}}\n---\nbase: &d\n  username: u\n\"%dev\":\n  quarkus.datasource:\n    <<: *d\n    jdbc:\n      url: @db.url@\n")
                .read();
        assertThat(report.variables())
                .extracting(VariableReport::name)
                .containsExactlyInAnyOrder(
                        "SPRING_DATASOURCE_URL", "QUARKUS_DATASOURCE_USERNAME", "QUARKUS_DATASOURCE_JDBC_URL");
        assertThat(report.variables().stream()
                        .filter(each -> each.name().equals("QUARKUS_DATASOURCE_JDBC_URL"))
                        .map(each -> each.uses().get(0).line())
                        .findFirst())
                .isEqualTo(Optional.of(10));
    }
}
