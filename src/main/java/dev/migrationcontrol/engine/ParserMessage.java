package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Turns what Flyway's parser said into a failure: with the line, without the text of the statement. */
final class ParserMessage {
    private static final Pattern LINE = Pattern.compile("at line (\\d+)");
    private static final Pattern STATEMENT =
            Pattern.compile("(Offending statement found at line \\d+):.*", Pattern.DOTALL);

    private ParserMessage() {}

    static RunFailure of(FlywayException e) {
        String message = STATEMENT.matcher(String.valueOf(e.getMessage())).replaceFirst("$1.");
        return new RunFailure(Reason.SCRIPT_INVALID, message, place(message), "Nothing of the script was run.");
    }

    private static @Nullable ServerError place(String message) {
        Matcher line = LINE.matcher(message);
        return line.find() ? new ServerError(0, Integer.parseInt(line.group(1)), null, null) : null;
    }
}
