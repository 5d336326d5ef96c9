package dev.migrationcontrol.engine;

import dev.migrationcontrol.script.Script;
import java.nio.file.Path;

/** A process of its own, with a small heap, that upgrades a database and says how that ended. */
final class SmallHeap {
    private SmallHeap() {}

    /** @param arguments the folder of the scripts, and the database */
    public static void main(String[] arguments) throws Exception {
        Ours ours = new Ours(new Project(Path.of(arguments[0])), arguments[1]);
        int[] notices = new int[1];
        long[] leftOut = new long[1];
        RunListener listener = new RunListener() {
            @Override
            public void statementStarted(int statement, int of, boolean outside) {
                // only notices count
            }

            @Override
            public void noticed(String sqlState, String message) {
                notices[0]++;
            }

            @Override
            public void noticesLeftOut(long count) {
                leftOut[0] += count;
            }
        };
        Ending ending = ours.inSession(session -> {
            session.createHistory();
            for (Script script : session.scripts().of(Script.Kind.VERSIONED)) {
                session.run(ScriptRun.up(script), listener);
            }
            return Ending.done(java.util.List.of());
        });
        System.out.println(
                "succeeded " + ending.succeeded() + ", notices " + notices[0] + " and " + leftOut[0] + " more"
                        + (ending.failure() == null
                                ? ""
                                : ", message of " + ending.failure().message().length()));
        System.exit(0);
    }
}
