package dev.migrationcontrol.conversion.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.sql.ReadScript;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlywayScriptBuilderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ONE_MESSAGE | CREATE INDEX CONCURRENTLY i ON t (a) | false | ",
                "ONE_MESSAGE | SELECT 1; CREATE INDEX CONCURRENTLY i ON t (a) | false | needs-no-transaction",
                "TRANSACTION | VACUUM t | false | needs-no-transaction",
                "STATEMENTS | SELECT 1; DROP INDEX CONCURRENTLY i | false | ",
                "STATEMENTS | ALTER TYPE e ADD VALUE 'b'; INSERT INTO t VALUES ('b') | false | ",
                "ONE_MESSAGE | ALTER TYPE e ADD VALUE 'b'; SELECT 1 | true | ",
                "STATEMENTS | BEGIN; SELECT 1; COMMIT; | true | ",
                "ONE_MESSAGE | BEGIN; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; COMMIT | false | own-transactions",
                "TRANSACTION | BEGIN; SELECT 1; COMMIT | true | ",
                "STATEMENTS | BEGIN; SELECT 1; COMMIT; SELECT 2 | false | own-transactions",
                "TRANSACTION | SELECT 1; COMMIT; BEGIN; SELECT 2 | true | own-transactions",
                "ONE_MESSAGE | SELECT 1; COMMIT; SELECT 2 | true | own-transactions",
                "TRANSACTION | SELECT 1; COMMIT; CREATE INDEX CONCURRENTLY i ON t (a); BEGIN; | false | own-transactions",
                "ONE_MESSAGE | COMMIT; ALTER TYPE e ADD VALUE 'b'; BEGIN; SELECT 1 | false | own-transactions",
                "STATEMENTS | COMMIT; CREATE INDEX CONCURRENTLY i ON t (a); BEGIN; | false | own-transactions",
                "STATEMENTS | BEGIN; INSERT INTO t VALUES (1) | false | transaction-open,own-transactions",
                "TRANSACTION | BEGIN; SELECT 1; COMMIT; VACUUM t | false | own-transactions",
                "ONE_MESSAGE | CALL fill() | false | may-commit",
                "ONE_MESSAGE | SELECT 1; CALL fill() | true | ",
                "TRANSACTION | CALL fill() | true | ",
                "STATEMENTS | SELECT 1; CALL s.fill() | false | may-commit",
                "ONE_MESSAGE | DO $$ BEGIN INSERT INTO t VALUES (1); COMMIT; END $$ | false | ",
                "TRANSACTION | DO $$ BEGIN LOOP ROLLBACK; END LOOP; END $$ | false | needs-no-transaction",
                "ONE_MESSAGE | DO $$ BEGIN RAISE NOTICE 'commit;'; /* ; COMMIT; */ END $$ | true | ",
                "TRANSACTION | REINDEX (VERBOSE) TABLE CONCURRENTLY t | false | needs-no-transaction",
                "TRANSACTION | REINDEX TABLE t | true | ",
                "STATEMENTS | ALTER TYPE \"e\" ADD VALUE 'b'; SELECT 1 | false | ",
                "ONE_MESSAGE | ALTER TABLE \"t\" DETACH PARTITION \"p\" CONCURRENTLY | false | ",
                "TRANSACTION | SELECT 'CREATE INDEX CONCURRENTLY' -- VACUUM | true | ",
                "TRANSACTION | SET search_path = a | true | session-setting",
                "TRANSACTION | SET LOCAL lock_timeout = 1 | true | ",
            })
    void aScriptRunsAsItsSystemRanIt(TransactionStyle style, String sql, boolean transactional, String rule) {
        Findings findings = new Findings();
        FlywayScript shaped = new FlywayScriptBuilder(style, findings).shape(MigrationText.whole("a.sql", sql, false));
        assertThat(shaped.transactional()).isEqualTo(transactional);
        assertThat(findings.list().stream().map(each -> each.rule()).toList())
                .isEqualTo(rule == null ? java.util.List.of() : java.util.List.of(rule.split(",")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1; SELECT 2 | 2",
                "SELECT ';', E'\\';', $a$;$a$, $$;$$; /* ; /* ; */ ; */ SELECT \"a;b\" -- ; | 2",
                "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3 | 2",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END; SELECT 2 | 2",
                "SELECT a$b$ FROM t; SELECT 2 | 2",
                ";;; | 0",
            })
    void statementsEndWherePostgresqlEndsThem(String sql, int statements) {
        assertThat(ReadScript.of(sql).statements()).hasSize(statements);
    }

    @org.junit.jupiter.api.Test
    void transactionsThatEndThatOfTheSystemBecomeCommentsAndNoLineMoves() {
        String sql = "CREATE TABLE a ();\nCOMMIT;\nCREATE INDEX CONCURRENTLY i\nON a (b);\nBEGIN;\n";
        FlywayScript shaped = new FlywayScriptBuilder(TransactionStyle.TRANSACTION, new Findings())
                .shape(MigrationText.whole("a.sql", sql, false));
        assertThat(shaped.sql())
                .isEqualTo("CREATE TABLE a ();\n/* COMMIT */\nCREATE INDEX CONCURRENTLY i\nON a (b);\n/* BEGIN */\n");
    }

    @org.junit.jupiter.api.Test
    void aTransactionAroundAllOfItIsLeftToFlywayAndNoLineMoves() {
        String sql = "-- first\nBEGIN\n;\nCREATE TABLE a ();\nCOMMIT;\n-- last\n";
        FlywayScript shaped = new FlywayScriptBuilder(TransactionStyle.STATEMENTS, new Findings())
                .shape(MigrationText.whole("a.sql", sql, false));
        assertThat(shaped.sql()).isEqualTo("-- first\n/* BEGIN */\n\nCREATE TABLE a ();\n/* COMMIT */\n-- last\n");
    }
}
