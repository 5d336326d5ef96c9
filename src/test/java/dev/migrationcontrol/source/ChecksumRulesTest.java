package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that say what others held. */
class ChecksumRulesTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    @Test
    void filesThatSumsListAndThatAreMissingAreNamed() {
        SourceReport report = tree().with("m/20240101_a.sql", "SELECT 1;\n")
                .with("m/atlas.sum", "h1:x\n20240102_b.sql h1:AAAA\n")
                .read();
        assertThat(TestTree.rules(report)).contains("checksum-of-missing-file").doesNotContain("checksum-differs");
    }

    @Test
    void aJournalIsReadAsJson() {
        SourceReport report = tree().with("drizzle/0000_a.sql", "SELECT 1;\n")
                .with(
                        "drizzle/meta/_journal.json",
                        "{\"entries\": [{\"tag\":\n\"0000_a\"}, {\"x\": \"\\\"tag\\\": \\\"y\\\"\", \"tag\": \"0001_\\u0062\"}]}")
                .read();
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("script-missing"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("drizzle/0001_b.sql"));
    }
}
