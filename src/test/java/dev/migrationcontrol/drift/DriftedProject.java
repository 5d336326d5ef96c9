package dev.migrationcontrol.drift;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.audit.database.Auditing;
import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.rehearsal.RehearsalServersUnderTest;
import dev.migrationcontrol.schema.ComparisonUnderTest;
import dev.migrationcontrol.schema.Pair;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScriptReplay;
import dev.migrationcontrol.scratch.TestReplay;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.ScriptCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A database to which a folder of scripts was applied, and checks of it without the running service. */
final class DriftedProject implements AutoCloseable {
    private static final ScriptReplay REPLAY = TestReplay.create();

    private final DriftInspection inspection = new DriftInspection(
            RehearsalServersUnderTest.own(),
            TestReplay.replayed(Pair.scratches()),
            ComparisonUnderTest.create(),
            ComparisonUnderTest.closingScripts(),
            new DriftScopes(new DatabaseConnections(), Auditing.audits(Duration.ofSeconds(30))),
            new DriftOrigins(ComparisonUnderTest.create(), new DatabaseConnections()),
            Clock.systemUTC());

    private final ScratchDatabase live;
    private final Environment environment;
    private final ResolvedScripts scripts;

    DriftedProject(Path folder, String sql) throws Exception {
        Files.writeString(folder.resolve("V1__all.sql"), sql);
        Environment origin = new Environment(
                "test",
                TestServer.database(TestServer.createDatabase()),
                null,
                "TEST_DATABASE_URL",
                Policy.defaults(List.of("filesystem:" + folder)));
        scripts = ScriptCatalog.readOnce(origin);
        live = Pair.scratches().create(origin);
        environment = live.environment();
        REPLAY.replay(live, order(), (script, place) -> {});
    }

    private ScriptReplay.Order order() {
        return new ScriptReplay.Order(
                scripts, scripts.scripts().migrations(), "migration-control/test/1", new StopSignal());
    }

    DriftedProject changed(String sql) {
        TestServer.execute(environment.database().name(), sql);
        return this;
    }

    List<String> query(String sql) {
        return TestServer.query(environment.database().name(), sql);
    }

    DriftReport check(String... droppable) throws Exception {
        History history = REPLAY.inSession(live, order(), session -> session.history());
        return inspection.inspect(new DriftInspection.Order(
                environment, scripts, history, List.of(droppable), "migration-control/test/1", new StopSignal()));
    }

    /** What differs, as {@code ADDED table public.t}. */
    static List<String> found(DriftReport report) {
        return report.objects().stream()
                .map(each -> each.change() + " " + each.kind() + " " + each.object())
                .toList();
    }

    @Override
    public void close() {
        live.close();
    }
}
