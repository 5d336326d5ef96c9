package dev.migrationcontrol.source.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.SourceReport;
import dev.migrationcontrol.source.TestTree;
import dev.migrationcontrol.sql.Statement;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** pgroll and Reshape, whose files list operations as data. */
class OperationFilesTest {
    @TempDir
    Path directory;

    private List<Statement> statements(String file, String text) {
        return new TestTree(directory)
                .with(file, text).find(new OperationFiles()).stream()
                        .flatMap(system -> system.scripts().stream())
                        .flatMap(script -> script.up().stream())
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "01_a.json | {\"operations\": [{\"create_table\":\\n{\"columns\": [{\"name\": \"id\"}], \"name\": \"t\"}}]} | CREATE TABLE t ()",
                "01_a.json | {\"operations\": [{\"create_index\": {\"name\": \"i\", \"table\": \"t\"}}]} | ALTER TABLE t SET ()",
                "01_a.json | {\"operations\": [{\"sql\": {\"up\": \"drop_table: {name: x}\"}}]} | DO",
                "01_a.yaml | operations:\\n- drop_table: {name: t} | DROP TABLE t",
                "01_a.yaml | operations: [{drop_table: {name: t}}] # - drop_table: {name: u} | DROP TABLE t",
                "01_a.yaml | operations:\\n# - create_table: {name: old}\\n- \"add_column\":\\n    table: 't' | ALTER TABLE t SET ()",
                "01_a.yaml | operations:\\n- rename_table: {from: t, to: u} | ALTER TABLE t SET ()",
                "1_a.toml | [[actions]]\\ntype = \"create_table\"\\nname = \"t\" | CREATE TABLE t ()",
                "1_a.toml | [[actions]]\\n# type = \"create_table\"\\ntype = 'remove_table'\\ntable = 't' | DROP TABLE t",
                "1_a.toml | [[actions]]\\ntype = \"custom\"\\nup = \"\"\"\\ntype = create_table\\n\"\"\" | DO"
            })
    void operationsAreReadAsTheDataThatTheyAre(String file, String text, String sql) {
        assertThat(statements("m/" + file, text.replace("\\n", "\n")))
                .extracting(Statement::text)
                .containsExactly(sql);
    }

    @Test
    void linesAreKept() {
        assertThat(
                        statements(
                                "m/1_a.toml",
                                "[[actions]]\ntype = \"create_table\"\nname = \"t\"\n\n[[actions.columns]]\nname = \"id\"\n\n[[actions]]\ntype = \"remove_table\"\ntable = \"t\"\n"))
                .extracting(Statement::line)
                .containsExactly(1, 8);
        assertThat(statements("n/01_a.yaml", "operations:\n\n- create_table:\n    name: t\n- sql: {up: SELECT 1}\n"))
                .extracting(Statement::line)
                .contains(3, 5);
    }

    @Test
    void filesThatListOtherOperationsAreNone() {
        assertThat(statements("api/01_users.yaml", "operations:\n- get: {name: users}\n- post: {name: users}\n"))
                .isEmpty();
    }

    @Test
    void whatIsBrokenIsAFinding() {
        SourceReport report = new TestTree(directory)
                .with("m/01_a.json", "{\"operations\": [{\"drop_table\": {\"name\": \"t\"}},\n{\"drop_table\" x")
                .with("r/1_a.toml", "[[actions]]\ntype = \n")
                .read();
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("document-unreadable"))
                .extracting(Finding::where)
                .containsExactly("m/01_a.json:2", "r/1_a.toml:2");
    }

    @Test
    void metadataOfDieselSayWhetherThereIsATransaction() {
        TestTree tree = new TestTree(directory).with("diesel.toml", "[print_schema]\n");
        List<String> metadata = List.of(
                "# run_in_transaction = false",
                "'run_in_transaction'=false # indexes",
                "x = \"run_in_transaction = false\"");
        for (int i = 0; i < metadata.size(); i++) {
            String folder = "migrations/2024-01-0" + (i + 1) + "_a/";
            tree.with(folder + "up.sql", "SELECT 1;").with(folder + "metadata.toml", metadata.get(i) + "\n");
        }
        assertThat(tree.read().systems().get(0).migrations())
                .extracting(MigrationReport::inTransaction)
                .containsExactly(true, false, true);
    }
}
