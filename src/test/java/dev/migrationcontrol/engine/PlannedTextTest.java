package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.planner.RollbackPlanner;
import dev.migrationcontrol.planner.RollbackTarget;
import dev.migrationcontrol.planner.UpgradePlanner;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.ScriptsUnreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs is the text whose checksum was planned, or nothing. */
class PlannedTextTest {
    private static final String OLD = "CREATE TABLE old ();";

    @TempDir
    private Path folder;

    private Project project;
    private String database;

    @BeforeEach
    void beginAProject() {
        project = new Project(folder).write("V1__first.sql", "CREATE TABLE first ();");
        database = TestServer.createDatabase();
    }

    /** What can happen to a file between the plan and its run. */
    enum Edit {
        REWRITE {
            @Override
            void of(Path file) throws IOException {
                Files.writeString(file, "CREATE TABLE new ();");
            }
        },
        SAME_SIZE_AND_TIME {
            @Override
            void of(Path file) throws IOException {
                FileTime time = Files.getLastModifiedTime(file);
                Files.writeString(file, Files.readString(file).replace("old", "new"));
                Files.setLastModifiedTime(file, time);
            }
        },
        GROW {
            @Override
            void of(Path file) throws IOException {
                Files.writeString(file, Files.readString(file) + "\nCREATE TABLE new ();");
            }
        },
        EMPTY {
            @Override
            void of(Path file) throws IOException {
                Files.writeString(file, "");
            }
        },
        DELETE {
            @Override
            void of(Path file) throws IOException {
                Files.delete(file);
            }
        },
        REPLACE_BY_FOLDER {
            @Override
            void of(Path file) throws IOException {
                Files.delete(file);
                Files.createDirectory(file);
            }
        },
        NO_TEXT {
            @Override
            void of(Path file) throws IOException {
                Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xd8});
            }
        };

        abstract void of(Path file) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aVersionThatIsEditedAfterThePlanDoesNotRun(Edit edit) throws IOException {
        edited("V2__second.sql", edit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"R__views.sql", "B5__all.sql"})
    void norDoesARepeatableOrABaseline(String name) throws IOException {
        edited(name, Edit.REWRITE);
    }

    private void edited(String name, Edit edit) throws IOException {
        project.write(name, OLD);
        Target target = new Ours(project, database).target();
        edit.of(folder.resolve(name));
        assertThatThrownBy(() -> upgrade(target)).isInstanceOfSatisfying(RunFailure.class, failure -> {
            assertThat(failure.reason()).isEqualTo(RunFailure.Reason.SCRIPT_CHANGED);
            assertThat(failure.message()).startsWith(name);
            assertThat(failure.effect()).isEqualTo("Nothing of the script was run.");
        });
        assertThat(tables()).doesNotContain("old", "new");
        assertThat(Picture.history(database, project)).noneMatch(row -> row.contains(name));
    }

    @Test
    void norDoesAScriptWhoseConfFileIsEdited() throws IOException {
        project.write("V2__second.sql", OLD).write("V2__second.sql.conf", "executeInTransaction=false");
        Target target = new Ours(project, database).target();
        Files.writeString(folder.resolve("V2__second.sql.conf"), "executeInTransaction=true");
        assertThatThrownBy(() -> upgrade(target))
                .isInstanceOfSatisfying(
                        RunFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(RunFailure.Reason.SCRIPT_CHANGED));
    }

    @ParameterizedTest
    @EnumSource
    void anUndoScriptThatIsEditedAfterThePlanDoesNotRun(Edit edit) throws Exception {
        project.write("U1__first.sql", "DROP TABLE first; -- old");
        Ours ours = new Ours(project, database);
        ours.upgrade();
        Target target = ours.target();
        assertThatThrownBy(() -> Ours.RUNNER.inSession(target, session -> {
                    PlanResult planning = RollbackPlanner.plan(
                            session.history(), session.scripts(), new RollbackTarget.Steps(1), session::textOf);
                    change(edit, folder.resolve("U1__first.sql"));
                    return session.run(((PlanResult.Ready) planning).runs().get(0), RunListener.NONE);
                }))
                .isInstanceOfSatisfying(
                        RunFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(RunFailure.Reason.SCRIPT_CHANGED));
        assertThat(tables()).containsExactly("first");
        assertThat(Picture.history(database, project)).hasSize(1);
    }

    @Test
    void theNextReadingSeesTheNewTextEvenIfNeitherSizeNorTimeSaySo() throws Exception {
        project.write("V2__second.sql", OLD);
        ScriptCatalog catalog = new ScriptCatalog();
        ResolvedScripts before = catalog.readFresh(project.environment(database));
        Edit.SAME_SIZE_AND_TIME.of(folder.resolve("V2__second.sql"));
        Script second = before.scripts().migrations().get(1);
        assertThatThrownBy(() -> before.textOf(second)).isInstanceOf(ScriptsUnreadable.class);
        ResolvedScripts after = catalog.readFresh(project.environment(database));
        assertThat(after.textOf(after.scripts().migrations().get(1))).contains("new");
        assertThat(after.scripts().migrations().get(1).checksum()).isNotEqualTo(second.checksum());
    }

    @Test
    void everyScriptKnowsTheTimeOfTheRunNotOfTheFirstReading() throws Exception {
        project.write("V2__time.sql", "CREATE TABLE seen AS SELECT '${flyway:timestamp}' AS at;");
        ScriptCatalog catalog = new ScriptCatalog();
        catalog.readFresh(project.environment(database), Instant.parse("2020-01-01T12:00:00Z"));
        Instant runTime = Instant.parse("2031-05-06T12:00:00Z");
        upgrade(withScripts(catalog.readFresh(project.environment(database), runTime)));
        assertThat(Picture.query(database, "SELECT left(at, 10) FROM seen")).containsExactly("2031-05-06");
    }

    @Test
    void aRepeatableWithTheTimeHasTheChecksumOfTheTextThatRan() throws Exception {
        project.write("R__time.sql", "CREATE OR REPLACE VIEW seen AS SELECT '${flyway:timestamp}' AS at;");
        ScriptCatalog catalog = new ScriptCatalog();
        Instant first = Instant.parse("2031-05-06T12:00:00Z");
        ResolvedScripts scripts = catalog.readFresh(project.environment(database), first);
        upgrade(withScripts(scripts));
        Integer checksum = scripts.scripts().of(Script.Kind.REPEATABLE).get(0).checksum();
        assertThat(Picture.history(database, project).get(1)).contains(" | " + checksum + " | ");
        ResolvedScripts again = catalog.readFresh(project.environment(database), first);
        assertThat(again.scripts().of(Script.Kind.REPEATABLE).get(0).checksum())
                .as("another attempt at the same run")
                .isEqualTo(checksum);
        ResolvedScripts later = catalog.readFresh(project.environment(database), first.plusSeconds(60));
        assertThat(later.scripts().of(Script.Kind.REPEATABLE).get(0).checksum()).isNotEqualTo(checksum);
    }

    private Target withScripts(ResolvedScripts scripts) {
        Target target = new Ours(project, database).target();
        return new Target(
                target.environment(),
                scripts,
                target.applicationName(),
                target.lockTimeout(),
                target.statementTimeout());
    }

    private static void upgrade(Target target) throws RunFailure {
        Ours.RUNNER.inSession(target, session -> {
            PlanResult planning = UpgradePlanner.plan(session.history(), session.scripts(), null, false);
            session.createHistory();
            for (ScriptRun run : ((PlanResult.Ready) planning).runs()) {
                session.run(run, RunListener.NONE);
            }
            return List.of();
        });
    }

    private static void change(Edit edit, Path file) {
        try {
            edit.of(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> tables() {
        return Picture.query(
                database,
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                        + " AND relname NOT LIKE 'flyway%' ORDER BY 1");
    }
}
