package dev.migrationcontrol.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.OperationAssert;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.TestServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL callbacks leave what they leave with an unmodified Flyway: the same calls, in the same order and transactions. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class CallbacksLikeFlywayTest {
    private static final List<String> EVENTS = List.of(
            "afterConnect",
            "beforeConnect",
            "beforeValidate",
            "afterValidate",
            "createSchema",
            "beforeCreateSchema",
            "beforeMigrate",
            "beforeEachMigrate",
            "beforeEachMigrateStatement",
            "afterEachMigrateStatement",
            "afterEachMigrateStatementError",
            "afterEachMigrate",
            "afterEachMigrateError",
            "beforeRepeatables",
            "afterVersioned",
            "afterMigrateApplied",
            "afterMigrate",
            "afterMigrateError",
            "afterMigrateOperationFinish",
            "beforeRepair",
            "beforeUndo",
            "beforeClean",
            "beforeInfo");

    private static final String LOG = "DROP SCHEMA IF EXISTS log CASCADE; CREATE SCHEMA log;"
            + " CREATE TABLE log.call (id bigserial, tx text DEFAULT pg_current_xact_id()::text, text text)";

    private TestEnvironment environment;
    private String stock;

    @BeforeEach
    void begin() {
        environment = TestEnvironment.empty("callbacks");
        environment.execute(LOG);
        stock = TestServer.createDatabase();
        TestServer.execute(stock, LOG);
        EVENTS.forEach(event -> callback(event + ".sql", ""));
    }

    private void callback(String file, String more) {
        environment.script(
                file,
                "INSERT INTO log.call (text) VALUES ('" + file.replace(".sql", "")
                        + " ${flyway:filename} ' || current_schema());\n" + more);
    }

    @Test
    void everyEventOfAnUpgradeIsFired() {
        callback("beforeMigrate__b.sql", "");
        callback("beforeMigrate__a_c.sql", "");
        callback("afterEachMigrate__a.sql", "SELECT 1;");
        environment
                .script("V1__a.sql", "CREATE TABLE a (id int); INSERT INTO a VALUES (1);")
                .script("V2__b.sql", "CREATE TABLE b (id int);")
                .script("R__c.sql", "CREATE OR REPLACE VIEW c AS SELECT 1 AS n;")
                .script("R__d.sql", "CREATE OR REPLACE VIEW d AS SELECT 1 AS n;");
        agree(true).did("1", "2", "R__c.sql", "R__d.sql").with("result", null);
        assertThat(calls(environment.database())).hasSizeGreaterThan(25);
        agree(true).did();
        environment.script("V3__e.sql", "CREATE TABLE e (id int);");
        agree(true).did("3");
        environment.script("R__d.sql", "CREATE OR REPLACE VIEW d AS SELECT 2 AS n;");
        agree(true).did("R__d.sql");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "afterConnect",
                "beforeValidate",
                "afterValidate",
                "beforeCreateSchema",
                "beforeMigrate",
                "beforeEachMigrate",
                "beforeEachMigrateStatement",
                "afterEachMigrateStatement",
                "afterEachMigrate",
                "beforeRepeatables",
                "afterVersioned",
                "afterMigrateApplied",
                "afterMigrate"
            })
    void aCallbackThatFailsLeavesTheSame(String event) {
        environment
                .script("V1__a.sql", "CREATE TABLE a (id int);")
                .script("V2__b.sql", "CREATE TABLE b (id int);")
                .script("R__c.sql", "CREATE OR REPLACE VIEW c AS SELECT 1 AS n;");
        callback(event + "__x.sql", "SELECT 1 / (SELECT 1 - count(*) FROM pg_class WHERE relname = 'b');");
        boolean before = event.startsWith("beforeV")
                || event.equals("afterConnect")
                || event.startsWith("afterVal")
                || event.startsWith("beforeC")
                || event.equals("beforeMigrate");
        OperationAssert ended = agree(before);
        if (!before) {
            ended.failed("statement-failed")
                    .with("failure.step", event + "__x.sql")
                    .with("failure.sqlState", "22012");
        }
    }

    @Test
    void aScriptThatFailsLeavesTheSame() {
        environment
                .script("V1__a.sql", "CREATE TABLE a (id int);")
                .script("V2__b.sql", "CREATE TABLE b (id int);\nSELECT 1 / 0;")
                .script("V3__c.sql", "CREATE TABLE c (id int);");
        agree(false).did("1").with("failure.step", "V2__b.sql").with("failure.line", 2);
        environment.script(
                "V2__b.sql",
                "CREATE TABLE b (id int PRIMARY KEY, p int REFERENCES b DEFERRABLE INITIALLY"
                        + " DEFERRED); INSERT INTO b VALUES (1, 2);");
        agree(false).with("failure.sqlState", "23503").with("failure.step", "V2__b.sql");
        environment.script("V2__b.sql", "CREATE TABLE b (t text DEFAULT '${absent}');");
        agree(false).with("failure.reason", "script-invalid");
    }

    @Test
    void scriptsOutsideOfATransactionAreNoException() {
        environment
                .script("V1__a.sql", "CREATE TABLE a (id int);")
                .script("V2__i.sql", "CREATE INDEX CONCURRENTLY a_id ON a (id);")
                .script("V3__e.sql", "CREATE TYPE e AS ENUM ('a');\nSELECT 1 / 0;")
                .script("V3__e.sql.conf", "executeInTransaction=false");
        agree(false).did("1", "2").with("failure.step", "V3__e.sql");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2", "SQL 3 failed");
    }

    @Test
    void whatCallbacksSetIsForTheirOwnMigrationAlone() {
        // Flyway 13 runs this one in the session of the last migration, as that left it.
        environment.deleteScript("afterMigrateOperationFinish.sql");
        String setting = "SET search_path = log, public;";
        callback("beforeMigrate__set.sql", setting + " SET lock_timeout = '7s'; CREATE TEMP TABLE kept (id int);");
        callback("beforeEachMigrate__set.sql", setting);
        environment
                .script(
                        "V1__a.sql",
                        "CREATE TABLE public.seen AS SELECT current_schema() AS path, to_regclass('kept') AS kept,"
                                + " current_setting('lock_timeout') = '7s' AS waits;")
                .script("V2__b.sql", "CREATE TABLE in_log (id int);");
        agree(true).did("1", "2");
        assertThat(environment.query("SELECT concat_ws(' ', path, kept, waits) FROM public.seen"))
                .containsExactly("log f");
    }

    @Test
    void confFilesCountForCallbacksToo() {
        environment.script("afterMigrate__vacuum.sql", "VACUUM log.call;");
        environment.script("afterMigrate__raw.sql", "COMMENT ON TABLE log.call IS '${nothing}';");
        environment.script("afterMigrate__raw.sql.conf", "placeholderReplacement=false");
        environment.script("V1__a.sql", "CREATE TABLE a (id int);");
        agree(true).did("1");
    }

    @Test
    void aCallbackMayMakeTheSchema() {
        String drop = "DROP SCHEMA public CASCADE";
        environment.execute(drop);
        TestServer.execute(stock, drop);
        environment.script("beforeCreateSchema__own.sql", "CREATE SCHEMA IF NOT EXISTS public;");
        environment.script("V1__a.sql", "CREATE TABLE a (id int);");
        agree(true).did("1");
    }

    @Test
    void twoCallbacksOfOneNameAreRefused() throws IOException {
        Files.createDirectories(environment.folder().resolve("sub"));
        try {
            environment.script("sub/beforeMigrate.sql", "SELECT 1;");
            Service.upgrade(environment, "{}")
                    .refused(409, "scripts-unreadable")
                    .says("detail", "sub/beforeMigrate.sql");
        } finally {
            Files.delete(environment.folder().resolve("sub/beforeMigrate.sql"));
            Files.delete(environment.folder().resolve("sub"));
        }
    }

    private OperationAssert agree(boolean succeeds) {
        OperationAssert ours = Service.upgrade(environment, "{}");
        boolean ended = migrate();
        String answer = ours.json().prettify();
        assertThat(ended).as("stock, ours: " + answer).isEqualTo(succeeds);
        assertThat(ours.json().getString("state")).as(answer).isEqualTo(succeeds ? "SUCCEEDED" : "FAILED");
        assertThat(calls(environment.database())).as(answer).isEqualTo(calls(stock));
        for (String sql : List.of(
                "SELECT concat_ws(' ', installed_rank, version, description, type, script, checksum, success)"
                        + " FROM public.flyway_schema_history ORDER BY installed_rank",
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1")) {
            assertThat(query(environment.database(), sql)).as(answer).isEqualTo(query(stock, sql));
        }
        return ours;
    }

    private boolean migrate() {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + TestServer.HOST + ":" + TestServer.port() + "/" + stock,
                        TestServer.USER,
                        "unused")
                .locations("filesystem:" + environment.folder())
                .schemas("public")
                .defaultSchema("public");
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        try {
            configuration.load().migrate();
            return true;
        } catch (FlywayException e) {
            return false;
        }
    }

    /** Each call with the number of its transaction, counted from the first. */
    private static List<String> calls(String database) {
        return query(
                database,
                "SELECT text || ' ' || dense_rank() OVER (ORDER BY first) FROM (SELECT id, text, min(id) OVER (PARTITION BY"
                        + " tx) AS first FROM log.call) c ORDER BY id");
    }

    private static List<String> query(String database, String sql) {
        try (Connection connection = TestServer.connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
