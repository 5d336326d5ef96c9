package dev.migrationcontrol.finding;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something that an audit or a consolidation reports. */
@Schema(description = "Something that an audit or a consolidation reports.")
public record Finding(
        @Schema(
                description = "The rule that found it, in kebab case; it is stable.",
                examples = "recorded-object-missing")
        String rule,

        @Schema(description = "The severity.", examples = "ERROR")
        Severity severity,

        @Schema(
                description = "Where: a file with its line, a table, an object.",
                examples = "app/migrations/0003_orders.py:17")
        String where,

        @Schema(
                description = "What was found; it never contains a secret.",
                examples = "alembic records ae1027a6acf, but the table public.orders is not there.")
        String detail,

        @Schema(description = "What to do about it.", examples = "Restore the table, or mark the revision as not run.")
        String remedy) {
    /**
     * One about a place in a tree.
     *
     * @param file null when it is about the whole tree
     * @param line from 1; 0 when it is about the whole file
     */
    public static Finding error(String rule, @Nullable String file, int line, String detail, String remedy) {
        return new Finding(rule, Severity.ERROR, place(file, line), detail, remedy);
    }

    /** As {@link #error}. */
    public static Finding warning(String rule, @Nullable String file, int line, String detail, String remedy) {
        return new Finding(rule, Severity.WARNING, place(file, line), detail, remedy);
    }

    /** As {@link #error}. */
    public static Finding info(String rule, @Nullable String file, int line, String detail, String remedy) {
        return new Finding(rule, Severity.INFO, place(file, line), detail, remedy);
    }

    /** That a system was named by a spelling of its id that was valid once, which is accepted nevertheless. */
    public static Finding oldSpelling(String where, String old, String id) {
        return new Finding(
                "system-name-deprecated",
                Severity.INFO,
                where,
                "The name " + old + " of the system is an old spelling of " + id + ".",
                "Write " + id + ".");
    }

    private static String place(@Nullable String file, int line) {
        return file == null ? "the tree" : line > 0 ? file + ":" + line : file;
    }
}
