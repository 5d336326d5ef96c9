package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which names in a tree are variables of a database. */
class VariableScanTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    @Test
    void namesThatAreComputedAreSaidToBeSo() {
        SourceReport report = tree().with(
                        "compose.yml", "services:\n  a:\n    build: .\n    environment:\n      POSTGRES_HOST: db\n")
                .with(
                        "env.go",
                        "package a\nfunc key(path []string) string {\n\tenvKey := strings.ToUpper(strings.Join(path, \"_\"))\n\treturn os.Getenv(envKey)\n}\n")
                .read();
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("variable-never-read"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("env.go:3"));
    }

    @Test
    void namesThatAScriptSetsForItselfAreNoVariables() {
        SourceReport report = tree().with(
                        "Makefile", "DB_URL := postgres://localhost/shop\nrun:\n\tDATABASE_URL=$(DB_URL) ./shop\n")
                .with("main.go", "package main\nvar u = os.Getenv(\"DATABASE_URL\")\n")
                .with("seed.sh", "DB_NAME=\"${DB_NAME:-shop}\"\npsql $DB_NAME\n")
                .read();
        assertThat(TestTree.judgement(report, "DB_URL")).contains("Makefile");
        assertThat(TestTree.judgement(report, "DB_NAME")).isEqualTo("null");
        assertThat(TestTree.rules(report)).doesNotContain("variable-several-spellings");
    }

    @Test
    void wordsOfListsAndOfTemplatesAreNoReads() {
        SourceReport report = tree().with(
                        "app.py",
                        "hidden = {\n    \"SECRET\",\n    \"DB_URL\",  # not for logs\n}\nkey = get(\n    \"DATABASE_URL\",\n)\n")
                .with("a.ts", "const s = `seed ${SEED_POSTGRES_NAME} of ${OTHER_DB_HOST}`;\n")
                .read();
        assertThat(TestTree.reads(report)).containsExactly("DATABASE_URL");
    }

    @Test
    void variablesOfOtherProgramsAreNotMissed() {
        String compose = """
                services:
                  pooler:
                    image: example/bouncer:1
                    ports:
                      - "6432:6432"
                    environment:
                      DB_HOST: db
                      BOUNCER_DATABASE_URL: x
                  web:
                    image: "example/shop-web:1"
                    environment:
                      - SHOP_DATABSE=x
                      - SHOP_DATABASE_URL=x
                """;
        SourceReport report = tree().with("compose.yml", compose)
                .with("package.json", "{\n  \"name\": \"shop\"\n}\n")
                .read();
        assertThat(TestTree.judgement(report, "BOUNCER_DATABASE_URL")).contains("example/bouncer:1");
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("variable-never-read"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).startsWith("SHOP_DATABASE_URL "));
    }
}
