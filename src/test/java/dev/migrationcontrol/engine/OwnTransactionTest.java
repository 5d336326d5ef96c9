package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Version;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A script that ends transactions itself is never recorded as what it is not, and a failure says exactly what stays. */
class OwnTransactionTest extends AfterFirstScript {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROLLBACK;",
                "rollback work;",
                "ABORT;",
                "ABORT TRANSACTION AND NO CHAIN;",
                "ROLLBACK AND CHAIN;",
                "/* it */ rollback -- all\n transaction /* of */ and chain;",
                "ROLLBACK; BEGIN;",
                "PREPARE TRANSACTION 'mine';",
                "ROLLBACK; CREATE TABLE later (id int);",
            })
    void failsWhenAScriptRollsItselfBack(String ending) {
        project.write("V2__r.sql", "INSERT INTO t VALUES (2);", "CREATE TABLE b (id int);", "", ending);
        project.write("V3__c.sql", "CREATE TABLE c (id int);");
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.reason()).isEqualTo(Reason.CHECK_FAILED);
        assertThat(error(failure).statement()).isEqualTo(3);
        assertThat(error(failure).line()).isBetween(4, 5);
        assertThat(failure.effect()).isEqualTo("Everything that V2__r.sql did was rolled back.");
        assertThat(tables()).containsExactly("flyway_schema_history", "t");
        assertThat(Picture.history(database, project)).hasSize(1);
    }

    @Test
    void saysWhatStaysOfAScriptThatCommittedBefore() {
        project.write("V2__r.sql", "CREATE TABLE a (id int);", "COMMIT;", "CREATE TABLE b (id int);", "ROLLBACK;");
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.effect())
                .isEqualTo("Statements 1 to 2 of V2__r.sql stay: the script committed them itself. The rest was"
                        + " rolled back.");
        assertThat(tables()).containsExactly("a", "flyway_schema_history", "t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN; CREATE TABLE a (id int); COMMIT;",
                "START TRANSACTION ISOLATION LEVEL SERIALIZABLE; CREATE TABLE a (id int); END;",
                "CREATE TABLE a (id int); COMMIT AND CHAIN; INSERT INTO a VALUES (1);",
                "SAVEPOINT s; DROP TABLE t; ROLLBACK TO SAVEPOINT s; CREATE TABLE a (id int);",
                "SAVEPOINT \"and chain\"; ROLLBACK TO \"and chain\"; CREATE TABLE a (id int);",
                "SET search_path = public; ROLLBACK; CREATE TABLE a (id int);",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; CREATE TABLE a (id int); COMMIT;",
            })
    void acceptsWhatIsRightInTheEnd(String sql) {
        project.write("V2__a.sql", sql);
        List<String> remarks = new ArrayList<>();
        assertThat(remarks(remarks).failure()).isNull();
        assertThat(tables()).containsExactly("a", "flyway_schema_history", "t");
        assertThat(Picture.history(database, project)).hasSize(2);
        assertThat(remarks).hasSize(sql.contains("COMMIT") || sql.contains("END;") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE a (id int); BEGIN; CREATE TABLE b (id int); | a | Statement 1 of V2__o.sql stay",
                "BEGIN; CREATE TABLE b (id int); | | Nothing stays of V2__o.sql.",
                "BEGIN; CREATE TABLE b (id int); SELECT 1/0; | | Nothing stays of V2__o.sql.",
                "BEGIN; CREATE TABLE a (id int); COMMIT; BEGIN; CREATE TABLE b (id int); ROLLBACK; SELECT 1/0; | a"
                        + " | Statements 1 to 3 of V2__o.sql stay",
                "CREATE TABLE a (id int); BEGIN; CREATE TABLE b (id int); COMMIT AND CHAIN; SELECT 1/0; | a, b"
                        + " | Statements 1 to 4 of V2__o.sql stay",
                "BEGIN; CREATE TABLE a (id int); SAVEPOINT s; CREATE TABLE b (id int); ROLLBACK TO s; COMMIT; SELECT 1/0;"
                        + " | a | Statements 1 to 2 and 6 of V2__o.sql stay",
                "CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN CREATE TABLE a (id int); COMMIT; PERFORM 1/0; END';"
                        + " CALL p(); | a | what statement 2 committed itself before it failed stays too",
                "DO 'BEGIN CREATE TABLE a (id int); COMMIT; PERFORM 1/0; END'; | a"
                        + " | what statement 1 committed itself before it failed stays too",
            })
    void tellsExactlyWhatStaysOutsideOfATransaction(String sql, String stays, String effect) {
        project.write("V2__o.sql", sql).write("V2__o.sql.conf", "executeInTransaction=false");
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.effect()).contains(effect);
        List<String> tables = new ArrayList<>(tables());
        tables.removeAll(List.of("flyway_schema_history", "t"));
        assertThat(String.join(", ", tables)).isEqualTo(stays == null ? "" : stays);
        assertRecordedAsFailed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"57P01", "08006", "53300", "57P03", "XX000"})
    void doesNotTakeWhatAScriptRaisesForALostConnection(String sqlState) {
        project.write(
                "V2__r.sql",
                "CREATE TABLE a (id int);",
                "DO $$ BEGIN RAISE EXCEPTION 'as if' USING ERRCODE = '" + sqlState + "'; END $$;");
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.reason()).isEqualTo(Reason.STATEMENT_FAILED);
        assertThat(failure.mayPass()).isFalse();
        assertThat(failure.leavesDoubt()).isFalse();
        assertThat(error(failure))
                .extracting(ServerError::statement, ServerError::sqlState)
                .containsExactly(2, sqlState);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET TRANSACTION READ ONLY; SELECT 1;",
                "SET default_transaction_read_only = on; COMMIT; CREATE TABLE a (id int);",
                "SET TRANSACTION READ ONLY; CREATE TABLE a (id int);"
            })
    void doesNotTryAgainWhatAScriptForbadeItself(String sql) {
        project.write("V2__r.sql", sql);
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.message()).contains("read-only");
        assertThat(failure.mayPass()).isFalse();
        assertThat(tables()).containsExactly("flyway_schema_history", "t");
    }

    private Ending remarks(List<String> remarks) {
        RunListener listener = new RunListener() {
            @Override
            public void statementStarted(int statement, int of, boolean outside) {
                // only remarks count
            }

            @Override
            public void remarked(String sentence) {
                remarks.add(sentence);
            }
        };
        return ours.inSession(session -> {
            for (Script script : session.scripts().of(Script.Kind.VERSIONED)) {
                if (script.requireVersion().equals(Version.of("2"))) {
                    session.run(ScriptRun.up(script), listener);
                }
            }
            return Ending.done(List.of());
        });
    }

    private List<String> tables() {
        return Picture.query(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
    }
}
