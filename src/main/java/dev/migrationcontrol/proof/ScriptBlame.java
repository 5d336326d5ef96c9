package dev.migrationcontrol.proof;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.sql.ClusterWideStatements;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a failure on a scratch database says something of the script, and why a script is not run there at all. */
final class ScriptBlame {
    private static final String TIMED_OUT = "57014";
    private static final Pattern EXTENSION = Pattern.compile("extension \"([^\"]{1,63})\" is not available");

    private ScriptBlame() {}

    /**
     * @throws RunFailure the failure itself, where no script is to blame: someone asked the work to end, or the server is
     *     gone or full
     */
    static void require(RunFailure failure) throws RunFailure {
        boolean ofScript = switch (failure.reason()) {
            case STATEMENT_FAILED, SCRIPT_INVALID, CHECK_FAILED, NOT_APPLICABLE -> true;
            default -> false;
        };
        String state = state(failure);
        if (!ofScript || state.startsWith("53") || state.startsWith("58030")) {
            throw failure;
        }
    }

    /** Whether it was ended by a limit of time, so that it says nothing for good. */
    static boolean isTimeout(RunFailure failure) {
        return state(failure).equals(TIMED_OUT);
    }

    private static String state(RunFailure failure) {
        RunFailure.ServerError error = failure.error();
        return error == null ? "" : String.valueOf(error.sqlState());
    }

    /** Why nothing after a migration can be measured that did not run. */
    static String broken(Script script, RunFailure failure) {
        Matcher extension = EXTENSION.matcher(failure.message());
        return extension.find()
                ? "The server of the scratch databases lacks the extension " + extension.group(1) + ", which "
                        + script.name() + " creates: install it there."
                : script.name() + " did not run on the scratch database: " + failure.message();
    }

    /** Why a script may not run on a scratch database; empty when it may. */
    static Optional<String> obstacle(Script script, ResolvedScripts scripts) {
        if (!script.type().startsWith("SQL")) {
            return Optional.of(script.name() + " is no SQL script: it is run by stock Flyway alone.");
        }
        return ClusterWideStatements.find(scripts.replacedTextOf(script))
                .map(words -> script.name() + " has a statement that affects more than its database ("
                        + words.replaceFirst("^(GRANT|REVOKE) (?!ON DATABASE)(\\S+).*", "$1 $2")
                        + "): it is not run on a scratch database of a shared server.");
    }
}
