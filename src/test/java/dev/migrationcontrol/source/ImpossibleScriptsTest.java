package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.finding.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot run is found without running it; what may run is not. */
class ImpossibleScriptsTest {
    private static final String BODY =
            "CREATE FUNCTION best() RETURNS int LANGUAGE sql AS $$ SELECT max(score) FROM shops $$";

    @TempDir
    Path directory;

    private static String revision(String id, String parent, String up, String down) {
        return "from alembic import op\nimport sqlalchemy as sa\nrevision = '" + id + "'\ndown_revision = " + parent
                + "\n\ndef upgrade():\n" + up.indent(4) + "\ndef downgrade():\n" + down.indent(4);
    }

    private List<String> findings(String firstUp, String up, String down) {
        return new TestTree(directory)
                        .with("m/versions/a_first.py", revision("a", "None", firstUp, "op.drop_table('shops')"))
                        .with("m/versions/b_second.py", revision("b", "'a'", up, down))
                        .read()
                        .findings()
                        .stream()
                        .map(Finding::toString)
                        .filter(each -> each.contains("names-missing-column") || each.contains("dropped-before"))
                        .toList();
    }

    @Test
    void aFunctionOfTheSecondRevisionThatNamesAColumnThatIsNotThere() {
        String shops = "op.create_table('shops',\n    sa.Column('id', sa.Integer(), primary_key=True),\n"
                + "    sa.Column('name', sa.String(20)),\n    sa.UniqueConstraint('name'))";
        List<String> found =
                findings(shops, "op.execute(\"\"\"\n" + BODY + "\n\"\"\")", "op.execute('DROP FUNCTION best()')");
        assertThat(found).hasSize(1);
        assertThat(found.get(0))
                .contains("names-missing-column", "ERROR", "m/versions/b_second.py:8", "score", "id, name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "op.create_table('shops', sa.Column('score', sa.Integer()))",
                "op.create_table('shops', sa.Column('id', sa.Integer()))\nop.add_column('shops', sa.Column('score', sa.Integer()))",
                "op.create_table('shops', sa.Column('id', sa.Integer()), *common())",
                "op.create_table('shops', sa.Column('id', sa.Integer()))\nadd_scores()",
                "op.create_table('shops', sa.Column('id', sa.Integer()))\nop.execute(f'ALTER TABLE shops ADD {name} int')",
                "op.create_table('shops', sa.Column('id', sa.Integer()))\nop.execute('ALTER TABLE %s ADD score int' % 'shops')",
                "op.create_table('shops', sa.Column('id', sa.Integer()))\nop.execute('ALTER TABLE shops'\n    ' ADD COLUMN score int')",
                "if wanted:\n    op.create_table('shops', sa.Column('id', sa.Integer()))\nelse:\n    op.create_table('shops', sa.Column('score', sa.Integer()))",
                "op.create_table('shops', sa.Column('id', sa.Integer()))\nwith op.batch_alter_table('shops') as batch_op:\n    batch_op.add_column(sa.Column('score', sa.Integer()))",
                "Base.metadata.create_all(op.get_bind())",
                "op.create_table('shops', sa.Column('points', sa.Integer()))\nop.alter_column('shops', 'points', new_column_name='score')",
                "op.create_table('shops', sa.Column('points', sa.Integer()))\nop.alter_column('shops', 'points', new_column_name=NAME)",
                "op.create_table('shops', sa.Column('points', sa.Integer()))\nwith op.batch_alter_table('shops') as b:\n    b.add_column(sa.Column('score', sa.Integer()))",
                "op.create_table('shops', sa.Column('id', sa.Integer()))\nfor name in names:\n    op.add_column('shops', sa.Column(name, sa.Integer()))"
            })
    void nothingIsSaidOfWhatMayBeThere(String first) {
        assertThat(findings(first, "op.execute('" + BODY + "')", "pass")).isEmpty();
    }

    @Test
    void aDownScriptThatDropsWhatItsTableLacks() {
        String shops = "op.create_table('shops', sa.Column('id', sa.Integer()))";
        assertThat(findings(
                        shops, "op.add_column('shops', sa.Column('a', sa.Integer()))", "op.drop_column('shops', 'b')"))
                .hasSize(1)
                .allMatch(each -> each.contains("The down script") && each.contains("column b"));
        assertThat(findings(
                        shops, "op.add_column('shops', sa.Column('a', sa.Integer()))", "op.drop_column('shops', 'a')"))
                .isEmpty();
    }

    @Test
    void aTableIsNotDroppedBeforeTheOneThatRefersToIt() {
        String up = "op.create_table('owner', sa.Column('id', sa.Integer(), primary_key=True))\n"
                + "op.create_table('pet', sa.Column('owner', sa.Integer(), sa.ForeignKey('owner.id')),\n"
                + "    sa.Column('vet', sa.Integer()), sa.ForeignKeyConstraint(['vet'], ['shops.id']))";
        String shops = "op.create_table('shops', sa.Column('id', sa.Integer(), primary_key=True))";
        assertThat(findings(shops, up, "op.drop_table('owner')\nop.drop_table('pet')"))
                .hasSize(1)
                .allMatch(each -> each.contains("table-dropped-before-dependant") && each.contains(":12"));
        assertThat(findings(shops, up, "op.drop_table('pet')\nop.drop_table('owner')"))
                .isEmpty();
        assertThat(findings(shops, up, "op.drop_constraint('x', 'pet')\nop.drop_table('owner')"))
                .isEmpty();
        assertThat(findings(shops, up, "op.execute('DROP TABLE owner CASCADE')"))
                .isEmpty();
        assertThat(findings(shops, up, "op.execute('DROP TABLE owner, pet')")).isEmpty();
        assertThat(findings(shops, up, "drop_all()")).isEmpty();
    }

    @Test
    void plainSqlIsJudgedAsWell() {
        List<Finding> findings = new TestTree(directory)
                .with("go.mod", "require github.com/pressly/goose/v3 v3.20.0")
                .with(
                        "m/00001_a.sql",
                        "-- +goose Up\nCREATE TABLE p (id int PRIMARY KEY);\nCREATE TABLE c (p int REFERENCES p);\n"
                                + "-- +goose Down\nDROP TABLE p;\nDROP TABLE c;\n")
                .with("m/00002_b.sql", "-- +goose Up\nCREATE INDEX i ON c (q);\n-- +goose Down\nDROP INDEX i;\n")
                .read()
                .findings();
        assertThat(findings.stream()
                        .map(each -> each.rule() + " " + each.where())
                        .toList())
                .containsExactlyInAnyOrder(
                        "table-dropped-before-dependant m/00001_a.sql:5", "names-missing-column m/00002_b.sql:2");
    }
}
