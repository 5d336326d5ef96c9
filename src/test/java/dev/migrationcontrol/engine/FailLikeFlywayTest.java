package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our runner refuses and fails where stock Flyway does, leaves the same behind, and both can go on from there. */
class FailLikeFlywayTest {
    private static final String[] THIRD_FAILS = {
        "CREATE TABLE a (id int);",
        "CREATE TABLE b (id int);",
        "CREATE TABLE missing.c (id int);",
        "CREATE TABLE d (id int);"
    };

    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void beginAProject() {
        project = new Project(folder).write("V1__first.sql", "CREATE TABLE first (id int);");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesNothingOfATransactionalScript(boolean transactionalLock) {
        Twins twins = new Twins(project, transactionalLock);
        project.write("V2__third.sql", THIRD_FAILS).write("V3__never.sql", "CREATE TABLE never (id int);");
        assertThat(twins.upgrade().ran()).containsExactly("V1__first.sql");
        assertThat(Picture.history(twins.ours, project)).hasSize(1);
        assertThat(twins.refuseUpgrade().requireFailure().error()).isNotNull();
        project.write("V2__third.sql", "CREATE TABLE a (id int);");
        assertThat(twins.upgrade().ran()).hasSize(2);
    }

    @Test
    void recordsTheFailureOfAScriptOutsideOfATransaction() {
        Twins twins = new Twins(project, false);
        project.write("V2__third.sql", THIRD_FAILS).write("V2__third.sql.conf", "executeInTransaction=false");
        assertThat(twins.upgrade().requireFailure().effect()).contains("Statements 1 to 2 of V2__third.sql stay");
        assertThat(Picture.history(twins.ours, project)).hasSize(2);
        assertThat(twins.refuseUpgrade().refusal()).contains("Version 2 failed");
        twins.repair();
        twins.execute("DROP TABLE a, b");
        project.write("V2__third.sql", "CREATE TABLE a (id int);");
        assertThat(twins.upgrade().ran()).containsExactly("V2__third.sql");
    }

    @Test
    void keepsTheFirstStatementsOfAMixedScript() {
        project.mixed = true;
        project.write(
                "V2__mixed.sql",
                "CREATE TABLE a (id int);",
                "CREATE INDEX CONCURRENTLY a_id ON a (id);",
                "SELECT 1 / 0;",
                "CREATE TABLE b (id int);");
        Twins twins = new Twins(project, false);
        assertThat(twins.upgrade().requireFailure().effect()).contains("Statements 1 to 2 of V2__mixed.sql stay");
        twins.repair();
        twins.execute("DROP TABLE a");
        project.write("V2__mixed.sql", "CREATE TABLE a (id int);");
        assertThat(twins.upgrade().ran()).containsExactly("V2__mixed.sql");
    }

    @Test
    void recordsTheFailureOfARepeatableOutsideOfATransaction() {
        project.write("R__index.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS first_id ON first (nothing);");
        Twins twins = new Twins(project, false);
        assertThat(twins.upgrade().failure()).isNotNull();
        assertThat(twins.refuseUpgrade().refusal()).contains("R__index.sql failed");
        project.write("R__index.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS first_id ON first (id);");
        twins.refuseUpgrade();
        twins.repair();
        assertThat(twins.upgrade().ran()).containsExactly("R__index.sql");
    }

    @Test
    void failsWhenADeferredConstraintRefusesTheCommit() {
        Twins twins = new Twins(project, false);
        project.write(
                "V2__deferred.sql",
                "CREATE TABLE p (id int PRIMARY KEY, parent int REFERENCES p DEFERRABLE INITIALLY DEFERRED);",
                "INSERT INTO p VALUES (1, 2);");
        assertThat(twins.upgrade().requireFailure().error().sqlState()).isEqualTo("23503");
        assertThat(Picture.history(twins.ours, project)).hasSize(1);
        project.remove("V2__deferred.sql");
        project.write("V2__simple.sql", "CREATE TABLE p (id int);");
        assertThat(twins.upgrade().ran()).hasSize(1);
    }

    @Test
    void leavesWhatTheScriptCommittedItself() {
        project.write(
                "V2__commits.sql",
                "CREATE TABLE a (id int);",
                "COMMIT;",
                "BEGIN;",
                "CREATE TABLE b (id int);",
                "SELECT 1 / 0;");
        Twins twins = new Twins(project, false);
        assertThat(twins.upgrade().requireFailure().effect())
                .contains("Statements 1 to 2 of V2__commits.sql stay: the script committed them itself");
    }

    @Test
    void refusesTextThatCannotBeParsed() {
        project.write(
                "V2__open.sql",
                "CREATE TABLE a (id int);",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1;");
        Twins twins = new Twins(project, false);
        assertThat(twins.upgrade().requireFailure().reason()).isEqualTo(RunFailure.Reason.SCRIPT_INVALID);
        project.write("V2__open.sql", "CREATE TABLE a (id int);", "DO $$ BEGIN NULL; END;");
        twins.refuseUpgrade();
    }

    @Test
    void refusesPlaceholdersWithoutAValue() {
        project.write("V2__p.sql", "CREATE TABLE a (t text DEFAULT '${absent}');");
        Twins twins = new Twins(project, false);
        assertThat(twins.upgrade().ran()).containsExactly("V1__first.sql");
        project.placeholders = Map.of("absent", "here");
        assertThat(twins.upgrade().ran()).containsExactly("V2__p.sql");
        project.write("R__p.sql", "SELECT '${gone}'");
        twins.refuseUpgrade();
    }

    @Test
    void refusesAHistoryThatDiverged() {
        project.write("V2__second.sql", "CREATE TABLE second (id int);");
        Twins twins = new Twins(project, false);
        twins.upgrade();
        project.write("V1__first.sql", "CREATE TABLE first (id bigint);");
        project.write("V3__third.sql", "CREATE TABLE third (id int);");
        assertThat(twins.refuseUpgrade().refusal()).contains("was changed after it was applied");
        project.write("V1__first.sql", "CREATE TABLE first (id int);").remove("V2__second.sql");
        assertThat(twins.refuseUpgrade().refusal()).contains("is not in the configured locations");
        project.write("V2__renamed.sql", "CREATE TABLE second (id int);");
        assertThat(twins.refuseUpgrade().refusal()).contains("but is called 'renamed' now");
        project.remove("V2__renamed.sql").write("V2__second.sql", "CREATE TABLE second (id int);");
        project.write("V1.5__late.sql", "CREATE TABLE late (id int);");
        assertThat(twins.refuseUpgrade().refusal()).contains("Version 1.5 was never applied");
        project.outOfOrder = true;
        assertThat(twins.upgrade().ran()).containsExactly("V1.5__late.sql", "V3__third.sql");
        project.outOfOrder = false;
        assertThat(twins.upgrade().ran()).isEmpty();
    }

    @Test
    void toleratesWhatANewerReleaseApplied() {
        project.write("V2__second.sql", "CREATE TABLE second (id int);");
        Twins twins = new Twins(project, false);
        twins.upgrade();
        project.remove("V2__second.sql");
        assertThat(twins.upgrade().ran()).isEmpty();
    }

    @Test
    void refusesATargetThatDoesNotExist() {
        Twins twins = new Twins(project, false);
        assertThat(twins.upgrade("9").refusal()).contains("No migration has the version 9");
        assertThat(Picture.history(twins.ours, project)).isEqualTo(Picture.history(twins.stock, project));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE old (id int)",
                "CREATE VIEW old AS SELECT 1",
                "CREATE FUNCTION old() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE TYPE old AS ENUM ('a')",
                "CREATE DOMAIN old AS int",
                "CREATE SEQUENCE old",
                "CREATE MATERIALIZED VIEW old AS SELECT 1",
                "CREATE TABLE old (id int) PARTITION BY RANGE (id)",
                "CREATE TYPE old AS (a int)",
                "CREATE COLLATION old FROM \"C\"",
                "CREATE AGGREGATE old (int) (SFUNC = int4pl, STYPE = int)",
                "CREATE EXTENSION hstore"
            })
    void refusesAFilledSchemaWithoutAHistory(String sql) {
        new Twins(project, false).execute(sql).upgrade();
    }

    @Test
    void createsNothingWhenAnotherSchemaIsFilled() {
        project.schemas = List.of("public", "other");
        Twins twins = new Twins(project, false).execute("CREATE SCHEMA other; CREATE TABLE other.t (id int)");
        assertThat(twins.refuseUpgrade().refusal()).contains("Record a baseline first");
    }
}
