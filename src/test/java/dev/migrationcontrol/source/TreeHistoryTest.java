package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.finding.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Histories that are not the plain chain that one hopes for. */
@Timeout(60)
class TreeHistoryTest {
    @TempDir
    Path directory;

    private static String change(String name, String requires) {
        return name + " " + requires + "2024-01-01T00:00:00Z Ann <ann@example.com> # " + name + "\n";
    }

    @Test
    void reworkedChangesOfSqitchAreChangesOfTheirOwn() {
        StringBuilder plan = new StringBuilder("%project=a\n\n");
        for (int i = 0; i < 14; i++) {
            plan.append(change("step" + i, ""));
        }
        plan.append(change("adder", ""))
                .append("@v1 2024-01-02T00:00:00Z Ann <ann@example.com> # v1\n")
                .append(change("adder", "[adder@v1 step0] "));
        TestTree tree = new TestTree(directory)
                .with("sqitch.plan", plan.toString())
                .with("deploy/adder@v1.sql", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\n")
                .with("deploy/adder.sql", "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';\n")
                .with("revert/adder.sql", "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\n");
        for (int i = 0; i < 14; i++) {
            tree.with("deploy/step" + i + ".sql", "CREATE TABLE t" + i + " (id int);\n");
        }
        SourceReport report = tree.read();
        SystemReport system = report.systems().get(0);
        assertThat(system.migrations())
                .extracting(MigrationReport::version, MigrationReport::file)
                .endsWith(
                        org.assertj.core.groups.Tuple.tuple("adder@v1", "deploy/adder@v1.sql"),
                        org.assertj.core.groups.Tuple.tuple("adder", "deploy/adder.sql"));
        assertThat(system.history()).isNotNull();
        assertThat(system.history().heads()).containsExactly("adder");
        assertThat(system.history().diagram()).contains("\"step0\"", "more\" --> ", "[\"adder\"]");
        assertThat(report.findings())
                .extracting(Finding::rule)
                .doesNotContain("duplicate-version", "history-circle", "script-missing");
    }

    private static String alembic(String revision, String parent) {
        return "revision = '" + revision + "'\ndown_revision = " + parent
                + "\ndef upgrade():\n    op.create_table('a')\ndef downgrade():\n    op.drop_table('a')\n";
    }

    @Test
    void circlesAreToldAndDrawnAndWhatIsBehindThemIsNoCircle() {
        TestTree tree = new TestTree(directory);
        for (int i = 0; i < 20; i++) {
            tree.with("versions/c" + i + ".py", alembic("c" + i, "'c" + (i + 19) % 20 + "'"));
        }
        tree.with("versions/tail.py", alembic("tail", "'c3'"));
        SourceReport report = tree.read();
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("history-circle"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.detail()).contains("c0").doesNotContain("tail"));
        assertThat(report.systems().get(0).history().diagram()).contains("vc3[\"c3\"] --> vtail[\"tail\"]");
    }

    @Test
    void wideHistoriesAreDrawnInPartAndSaySo() {
        TestTree tree = new TestTree(directory).with("versions/root.py", alembic("root", "None"));
        for (int i = 0; i < 60; i++) {
            tree.with("versions/h" + i + ".py", alembic("h-" + i, "'root'"))
                    .with("versions/g" + i + ".py", alembic("h_" + i, "'root'"));
        }
        String diagram = tree.read().systems().get(0).history().diagram();
        assertThat(diagram).contains("more[\"… and 80 more edges\"]");
        List<String> nodes = diagram.lines()
                .filter(line -> line.contains(" --> "))
                .map(line -> line.replaceAll(".* --> |\\[.*", ""))
                .toList();
        assertThat(nodes).hasSize(40).doesNotHaveDuplicates();
        assertThat(diagram.lines().filter(line -> line.contains("style "))).hasSize(40);
    }

    @Test
    void changeSetsOfLiquibaseAreToldApartByTheirFiles() {
        String set =
                "--liquibase formatted sql\n--changeset ann:1\nCREATE TABLE t (id int);\n--rollback DROP TABLE t;\n";
        assertThat(new TestTree(directory)
                        .with("log/a.sql", set)
                        .with("log/b.sql", set)
                        .read()
                        .findings())
                .extracting(Finding::rule)
                .doesNotContain("duplicate-version");
        assertThat(new TestTree(directory)
                        .with("log/b.sql", set + "--changeset ann:1\nCREATE TABLE u (id int);\n")
                        .read()
                        .findings())
                .extracting(Finding::rule)
                .contains("duplicate-version");
    }

    @Test
    void committedFilesOfGraphileAreHeldAgainstTheirHashes() {
        // sha1 of "\ncreate table t (id int);\n" without the space around it, and a line end
        String whole =
                "--! Previous: -\n--! Hash: sha1:e8d5c9b5d9f4b5a3b6f4a7f9b0c1d2e3f4a5b6c7\n\ncreate table t (id int);\n";
        assertThat(new TestTree(directory)
                        .with("committed/000001.sql", whole)
                        .read()
                        .findings())
                .extracting(Finding::rule)
                .contains("checksum-differs");
        String right = whole.replaceFirst("sha1:\\w+", "sha1:HASH".replace("HASH", HASH));
        assertThat(new TestTree(directory)
                        .with("committed/000001.sql", right)
                        .read()
                        .findings())
                .extracting(Finding::rule)
                .doesNotContain("checksum-differs", "hash-chain-broken");
    }

    private static final String HASH = "aaf01a2bc32b318972d40545116ad3fb71ad4afe";
}
