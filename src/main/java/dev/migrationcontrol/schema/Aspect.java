package dev.migrationcontrol.schema;

import org.jspecify.annotations.Nullable;

/**
 * What a schema holds of one aspect of one object.
 *
 * @param make the statements that make it so; null where they are not at hand
 * @param unmake the statements that take it away; null where they are not at hand
 */
record Aspect(String value, @Nullable String make, @Nullable String unmake) {
    /** What a role may not read; said instead of the options themselves. */
    static final String NOT_READABLE = "not readable";

    private static final String NOT_SHOWN = "(not shown)";

    Aspect with(Aspect other) {
        return new Aspect(
                value + ", " + other.value, joined(make, other.make, ";\n"), joined(unmake, other.unmake, ";\n"));
    }

    private static @Nullable String joined(@Nullable String one, @Nullable String two, String separator) {
        return one == null || two == null ? null : one + separator + two;
    }

    /** The value as a report may have it: of a secret, only that there is one. */
    static @Nullable String shown(String aspect, @Nullable Aspect one, String word) {
        return one == null ? null : aspect.endsWith(NOT_SHOWN) ? word : one.value;
    }
}
