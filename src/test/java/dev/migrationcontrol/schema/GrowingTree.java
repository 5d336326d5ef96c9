package dev.migrationcontrol.schema;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.Converting;
import dev.migrationcontrol.conversion.migration.PublicTree;
import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScriptReplay;
import dev.migrationcontrol.scratch.TestReplay;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A public tree's scripts as the service converts them, applied one after the other to a database. */
public final class GrowingTree implements AutoCloseable {
    public static final String APPLICATION = "migration-control/test/1";
    private static final ScriptReplay REPLAY = TestReplay.create();

    private final ResolvedScripts scripts;
    private final ScratchDatabase live;
    private int applied;

    private GrowingTree(ResolvedScripts scripts, ScratchDatabase live) {
        this.scripts = scripts;
        this.live = live;
    }

    /** Nothing is applied yet. What the tree needs first is a script before the others. */
    public static GrowingTree of(String line, Path folder) throws Exception {
        PublicTree tree = PublicTree.of(line);
        Conversion conversion = tree.convert();
        if (conversion.findings().stream().anyMatch(each -> each.severity() == Severity.ERROR)) {
            throw new AssertionError(String.join("\n", Converting.findings(conversion)));
        }
        Converting.unpack(conversion, folder);
        if (!tree.setup().isEmpty()) {
            Files.writeString(folder.resolve("V0__setup.sql"), tree.setup());
        }
        Environment origin = new Environment(
                "test",
                TestServer.database(TestServer.createDatabase()),
                null,
                "TEST_DATABASE_URL",
                Policy.defaults(List.of("filesystem:" + folder)));
        ResolvedScripts scripts = ScriptCatalog.readOnce(origin);
        return new GrowingTree(scripts, Pair.scratches().create(origin));
    }

    /** Applies the next one. */
    public Script next() throws Exception {
        Script script = scripts.scripts().migrations().get(applied++);
        REPLAY.replay(live, order(List.of(script)), (each, place) -> {});
        return script;
    }

    public boolean isAtHead() {
        return applied == scripts.scripts().migrations().size();
    }

    /** Every so many scripts, and after the last; {@code -Dtrees.every=1} is after each. */
    public boolean isDue() {
        return isAtHead() || applied % Integer.getInteger("trees.every", 1) == 0;
    }

    public int applied() {
        return applied;
    }

    public Environment environment() {
        return live.environment();
    }

    public ResolvedScripts scripts() {
        return scripts;
    }

    public History history() throws Exception {
        return REPLAY.inSession(live, order(List.of()), session -> session.history());
    }

    private ScriptReplay.Order order(List<Script> these) {
        return new ScriptReplay.Order(scripts, these, APPLICATION, new StopSignal());
    }

    @Override
    public void close() {
        live.close();
    }
}
