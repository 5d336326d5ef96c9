package dev.migrationcontrol.scratch;

import dev.migrationcontrol.engine.TestRunner;

/** Replays for tests of other packages. */
public final class TestReplay {
    private TestReplay() {}

    public static ScriptReplay create() {
        return new ScriptReplay(TestRunner.create());
    }

    public static ReplayedDatabases replayed(ScratchDatabases scratches) {
        return new ReplayedDatabases(scratches, create());
    }
}
