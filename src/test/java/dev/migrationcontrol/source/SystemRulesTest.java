package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.migrationcontrol.finding.Finding;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the scripts of one system together. */
class SystemRulesTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    private static String alembic(String revision, String parent, String down) {
        return "revision = '" + revision + "'\ndown_revision = " + parent
                + "\ndef upgrade():\n    op.create_table('a')\ndef downgrade():\n    " + down + "\n";
    }

    @Test
    void headsAreNamedUnlessTheyAreMerged() {
        TestTree tree = tree().with("versions/a.py", alembic("a", "None", "op.drop_table('a')"))
                .with("versions/b.py", alembic("b", "'a'", "op.drop_table('a')"))
                .with("versions/c.py", alembic("c", "'a'", "op.drop_table('a')"));
        assertThat(tree.read().findings())
                .filteredOn(finding -> finding.rule().equals("several-heads"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("2 heads", "b", "c"));
        assertThat(TestTree.rules(tree.with("versions/d.py", alembic("d", "('b', 'c')", "pass"))
                        .read()))
                .doesNotContain("several-heads");
    }

    @Test
    void migrationsWithoutADownScriptAndThoseThatRefuseOneAreListed() {
        SourceReport report = tree().with("versions/a.py", alembic("a", "None", "raise NotImplementedError()"))
                .with("m/20240101000000_a.sql", "-- migrate:up\nCREATE TABLE u (id int);\n")
                .read();
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().startsWith("down-"))
                .extracting(Finding::rule, Finding::where)
                .containsExactlyInAnyOrder(tuple("down-irreversible", "versions"), tuple("down-missing", "m"));
    }

    @Test
    void aConstraintWithoutANameCannotBeDropped() {
        SourceReport report = tree().with(
                        "versions/a.py", alembic("a", "None", "op.drop_constraint(None, 'a', type_='foreignkey')"))
                .read();
        assertThat(TestTree.rules(report)).contains("down-drops-unnamed-constraint");
    }
}
