package dev.migrationcontrol.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.database.Database;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What no script can say of a scratch database is told, and told exactly when it is there. */
class DatabasePropertiesTest {
    private final String name = TestServer.createDatabase();

    @BeforeAll
    static void roles() {
        for (String role : List.of("mc_other", "\"Mc reader\"", "mc_plain LOGIN CREATEDB")) {
            TestServer.execute(
                    "postgres", "DO 'BEGIN CREATE ROLE " + role + "; EXCEPTION WHEN duplicate_object THEN NULL; END'");
        }
    }

    private void alter(String... statements) {
        for (String each : statements) {
            TestServer.execute(name, each.replace("{}", name));
        }
    }

    private static List<String> notes(Database database) throws SQLException {
        SchemaDifferences same =
                Pair.COMPARISON.compare(database, database, ComparisonScope.NOTHING, SchemaComparison.Rows.AT_LEAST);
        assertThat(same.verdict()).isEqualTo(SchemaVerdict.EXACT);
        return same.notes();
    }

    private List<String> notes() throws SQLException {
        return notes(TestServer.database(name));
    }

    @Test
    void aDatabaseAsTheRoleCreatesItHasNothingToTell() throws Exception {
        assertThat(notes()).isEmpty();
        alter("GRANT CONNECT ON DATABASE {} TO mc_other", "REVOKE CONNECT ON DATABASE {} FROM mc_other");
        assertThat(notes()).as("a list of privileges that says what is usual").isEmpty();
    }

    @Test
    void commentOwnerPrivilegesAndTheRestAreToldOneByOne() throws Exception {
        alter(
                "COMMENT ON DATABASE {} IS 'the shop''s own: 100%'",
                "REVOKE CONNECT ON DATABASE {} FROM PUBLIC",
                "GRANT CREATE ON DATABASE {} TO PUBLIC",
                "GRANT CONNECT ON DATABASE {} TO \"Mc reader\"",
                "GRANT TEMPORARY ON DATABASE {} TO mc_other WITH GRANT OPTION",
                "ALTER DATABASE {} CONNECTION LIMIT 20",
                "ALTER DATABASE {} OWNER TO mc_plain");
        assertThat(notes())
                .containsExactly(
                        "The comment of the database itself is not compared; an adoption leaves it as it is: the shop's own: 100%",
                        "The owner of the database itself is not compared; an adoption leaves it as it is: mc_plain",
                        "What differs from the usual privileges of the database itself is not compared; an adoption"
                                + " leaves it as it is: PUBLIC CREATE, PUBLIC without CONNECT, \"Mc reader\" CONNECT,"
                                + " mc_other TEMPORARY WITH GRANT OPTION",
                        "The limit of connections of the database itself is not compared; an adoption leaves it as it is: 20");
    }

    @Test
    void theOwnerIsToldWhereItIsNotTheRoleOfTheEnvironment() throws Exception {
        assertThat(notes(TestServer.databaseAs("mc_plain", "unused", name)))
                .containsExactly(
                        "The owner of the database itself is not compared; an adoption leaves it as it is: postgres");
        alter("ALTER DATABASE {} OWNER TO mc_plain");
        assertThat(notes(TestServer.databaseAs("mc_plain", "unused", name))).isEmpty();
    }

    @Test
    void noPasswordIsTold() throws Exception {
        for (String secret : List.of(
                "password=geheim",
                "host = here, then the Password is geheim",
                "postgresql://app:geheim@db/shop",
                "pwd: geheim",
                "a = b; api-key geheim")) {
            alter("COMMENT ON DATABASE {} IS '" + secret + "'");
            assertThat(notes())
                    .containsExactly("The comment of the database itself is not compared; an adoption leaves it as it"
                            + " is: not shown, since it looks like a secret");
        }
    }
}
