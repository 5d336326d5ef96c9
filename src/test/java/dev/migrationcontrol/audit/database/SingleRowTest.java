package dev.migrationcontrol.audit.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.finding.Finding;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** tern's table is a number in one row, and so are tables of programs that know nothing of tern. */
class SingleRowTest {
    private final String database = TestServer.createDatabase();

    @AfterEach
    void dropDatabase() {
        TestServer.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version int4 not null        | (3)      | tern   | 3",
                "version int4 not null        | (0)      | tern   | 0",
                "version integer PRIMARY KEY  | (3)      | custom | 3",
                "version integer UNIQUE       | (3)      | custom | 3",
                "version integer              | (1), (3) | custom | 3",
                "version integer PRIMARY KEY  | (1), (2) | custom | 2",
                "version bigint NOT NULL      | (3)      | custom | 3",
                "version text NOT NULL        | ('3')    | custom | 3",
                "version int4 not null, updated_at timestamptz DEFAULT now() | (3) | custom | 3"
            })
    void isTernsOnlyByItsColumnAndItsOneRow(String columns, String rows, String system, String newest) {
        TestServer.execute(
                database, "CREATE TABLE schema_version (" + columns + "); INSERT INTO schema_version VALUES " + rows);

        DatabaseAudit audit = Auditing.audit(database);

        assertThat(audit.systems()).extracting(DatabaseSystem::system).containsExactly(system);
        assertThat(audit.systems().get(0).migrations())
                .first()
                .satisfies(row -> assertThat(row.version()).isEqualTo(newest));
        List<String> rules = audit.findings().stream().map(Finding::rule).toList();
        assertThat(rules.contains("version-table-uncertain")).isEqualTo(system.equals("tern"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version int4 not null", "version integer PRIMARY KEY"})
    void aTableWithoutARowIsNotTerns(String columns) {
        TestServer.execute(database, "CREATE TABLE schema_version (" + columns + ")");

        assertThat(Auditing.audit(database).systems())
                .extracting(DatabaseSystem::system)
                .containsExactly("custom");
    }
}
