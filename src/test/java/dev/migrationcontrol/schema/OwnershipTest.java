package dev.migrationcontrol.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.scratch.ScratchDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who owns what counts where it was said, and what a role may not read is no difference. */
class OwnershipTest {
    private static final String SHOP =
            "CREATE TABLE one (); CREATE TABLE two (); CREATE TABLE three (); CREATE VIEW v AS SELECT 1 AS x";

    @BeforeAll
    static void roles() {
        for (String role : List.of("mc_old", "mc_other", "mc_plain LOGIN CREATEDB")) {
            TestServer.execute(
                    "postgres", "DO 'BEGIN CREATE ROLE " + role + "; EXCEPTION WHEN duplicate_object THEN NULL; END'");
        }
        TestServer.execute("postgres", "GRANT mc_old TO mc_plain");
    }

    @Test
    void whatAnOldRoleOwnsThroughoutIsOwnedAsWhatTheScriptsBuild() throws Exception {
        Environment environment = Pair.environment();
        String name = environment.database().name();
        TestServer.execute(name, SHOP);
        TestServer.execute(
                name,
                "ALTER TABLE one OWNER TO mc_old; ALTER TABLE two OWNER TO mc_old; ALTER TABLE three OWNER TO mc_old");
        try (ScratchDatabase built = Pair.scratches().create(environment)) {
            TestServer.execute(built.database().name(), SHOP);
            assertThat(compare(environment, built).verdict()).isEqualTo(SchemaVerdict.EXACT);
            TestServer.execute(name, "ALTER TABLE three OWNER TO mc_other");
            assertThat(compare(environment, built).list())
                    .containsExactly(new Difference("public.three", "table", "owner", "mc_other", "postgres"));
            TestServer.execute(
                    built.database().name(), "ALTER TABLE three OWNER TO mc_other; ALTER TABLE two OWNER TO mc_other");
            assertThat(compare(environment, built).list())
                    .containsExactly(new Difference("public.two", "table", "owner", "mc_old", "mc_other"));
        }
    }

    @Test
    void whatAPlainRoleMayNotReadIsNotedAndNotCompared() throws Exception {
        Environment plain = plain();
        String name = plain.database().name();
        TestServer.execute(
                name,
                "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
                        + " CREATE USER MAPPING FOR mc_other SERVER s OPTIONS (password 'geheim')");
        TestServer.execute(
                name,
                "CREATE SUBSCRIPTION sub CONNECTION 'host=127.0.0.1 password=geheim' PUBLICATION x WITH (connect = false,"
                        + " slot_name = NONE)");
        SchemaDifferences same =
                Pair.COMPARISON.compareObjects(plain.database(), plain.database(), ComparisonScope.NOTHING);
        assertThat(same.verdict()).isEqualTo(SchemaVerdict.EXACT);
        assertThat(same.notes())
                .containsExactly(
                        "The options of the user mapping mc_other on s are not readable by the role: they are not compared.",
                        "The options of the subscription sub are not readable by the role: they are not compared.");
        SchemaDifferences seen =
                Pair.COMPARISON.compareObjects(TestServer.database(name), plain.database(), ComparisonScope.NOTHING);
        assertThat(seen.list()).as("options that one side reads").isEmpty();
        TestServer.execute(name, "DROP SUBSCRIPTION sub");
    }

    /** The old role gave the role of the environment what it needs; on what it builds itself, that role has it anyway. */
    @Test
    void privilegesOfTheRoleItselfAreNoDifference() throws Exception {
        Environment plain = plain();
        String name = plain.database().name();
        TestServer.execute(
                name,
                "GRANT CREATE ON SCHEMA public TO mc_old, mc_plain; SET ROLE mc_old; " + SHOP
                        + "; GRANT ALL ON one TO mc_plain; GRANT SELECT ON two TO PUBLIC");
        try (ScratchDatabase built = Pair.scratches().create(plain)) {
            TestServer.execute(
                    built.database().name(), "SET ROLE mc_plain; " + SHOP + "; GRANT SELECT ON two TO PUBLIC");
            assertThat(compare(plain, built).list())
                    .containsExactly(new Difference(
                            "public", "schema", "privileges", "PUBLIC USAGE, mc_old CREATE", "PUBLIC USAGE"));
        }
    }

    private static Environment plain() {
        Database database = TestServer.databaseAs("mc_plain", "unused", TestServer.createDatabase());
        return new Environment("plain", database, null, "PLAIN_DATABASE_URL", Policy.defaults(List.of("filesystem:x")));
    }

    private static SchemaDifferences compare(Environment actual, ScratchDatabase expected) throws SQLException {
        return Pair.COMPARISON.compareObjects(actual.database(), expected.database(), ComparisonScope.NOTHING);
    }
}
