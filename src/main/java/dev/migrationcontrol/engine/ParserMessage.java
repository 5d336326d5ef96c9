package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import dev.migrationcontrol.script.FlywayWords;
import dev.migrationcontrol.script.ScriptChanged;
import dev.migrationcontrol.script.ScriptInvalid;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Turns what Flyway's parser said into a failure: with the line, without the text of the statement. */
final class ParserMessage {
    private static final Pattern LINE = Pattern.compile("at line (\\d+)");

    private ParserMessage() {}

    static RunFailure of(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ScriptChanged) {
                return new RunFailure(
                        Reason.SCRIPT_CHANGED,
                        String.valueOf(cause.getMessage()),
                        null,
                        "Nothing of the script was run.");
            }
        }
        if (e instanceof ScriptInvalid invalid) {
            ServerError place = invalid.line() == 0 ? null : new ServerError(0, invalid.line(), null, null);
            return new RunFailure(
                    Reason.SCRIPT_INVALID,
                    String.valueOf(invalid.getMessage()),
                    place,
                    "Nothing of the script was run.");
        }
        String message = FlywayWords.of(String.valueOf(e.getMessage()));
        return new RunFailure(Reason.SCRIPT_INVALID, message, place(message), "Nothing of the script was run.");
    }

    private static @Nullable ServerError place(String message) {
        Matcher line = LINE.matcher(message);
        return line.find() ? new ServerError(0, Integer.parseInt(line.group(1)), null, null) : null;
    }
}
