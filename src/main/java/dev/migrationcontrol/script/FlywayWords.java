package dev.migrationcontrol.script;

import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;

/** What Flyway says, without what leads astray here: links to pages of another product, and settings that do not exist. */
public final class FlywayWords {
    private static final Pattern LINK = Pattern.compile(
            "(?i)[ \\t]*(?:\\bsee\\b|\\bat\\b)?:?[ \\t]*https?://\\S+(?: for (?:more|further) \\w+\\.?)?");
    private static final Pattern ADVICE =
            Pattern.compile("(?i)(?:Please ensure|Please check|Check your|Run Flyway with)[^\\n]*");
    private static final Pattern ABSOLUTE = Pattern.compile("(?<![\\w.:/])/(?:[^\\s/:,()']+/)+(?=[^\\s/:,()']+)");

    private FlywayWords() {}

    /** The message in one line; of paths only the name of the file is left. */
    public static String of(String message) {
        String shorter = LINK.matcher(message).replaceAll("");
        shorter = ADVICE.matcher(shorter).replaceAll("");
        return ABSOLUTE.matcher(shorter).replaceAll("").replaceAll("\\s+", " ").strip();
    }

    /** What is wrong with a script's {@code .conf} file, after its name. */
    static String ofConfiguration(FlywayException e) {
        String message = String.valueOf(e.getMessage()).replace(". Please check your script config files", "");
        if (message.startsWith("Upgrade required: ")) {
            return message.replaceFirst("Upgrade required: (\\w+).*(?s:.*)", "$1 is not supported here.");
        }
        return message.startsWith("Unknown configuration")
                ? message.replaceFirst("Unknown configuration propert(y|ies): ", "it sets ")
                        + ", which is not known. It may set executeInTransaction, placeholderReplacement and"
                        + " encoding."
                : of(message) + ".";
    }
}
