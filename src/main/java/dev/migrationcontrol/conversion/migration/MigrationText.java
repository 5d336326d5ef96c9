package dev.migrationcontrol.conversion.migration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of one direction of a migration.
 *
 * @param file where it is
 * @param line the line of the file at which it begins, from 1
 * @param outside whether its system is set to run it outside of a transaction
 * @param original what it was made of; null where it is as its file has it
 */
public record MigrationText(
        String file,
        int line,
        String text,
        boolean outside,
        @Nullable Original original) {
    public MigrationText(String file, int line, String text, boolean outside) {
        this(file, line, text, outside, null);
    }

    /**
     * What the old system would have sent to the server.
     *
     * @param delimiters what separates its statements in it, in addition to semicolons
     */
    public record Original(String text, List<Delimiter> delimiters) {
        public Original {
            delimiters = List.copyOf(delimiters);
        }
    }

    public static MigrationText whole(String file, String text, boolean outside) {
        return new MigrationText(file, 1, text, outside);
    }

    /** The part of a file's text from one offset to another. */
    public static MigrationText part(String file, String text, int from, int to, boolean outside) {
        int line =
                1 + (int) text.substring(0, from).chars().filter(c -> c == '\n').count();
        return new MigrationText(file, line, text.substring(from, to), outside);
    }

    /** The same place with a text that was made of another. */
    public MigrationText madeOf(Original source) {
        return new MigrationText(file, line, text, outside, source);
    }

    Original originalText() {
        return original == null ? new Original(text, List.of()) : original;
    }
}
