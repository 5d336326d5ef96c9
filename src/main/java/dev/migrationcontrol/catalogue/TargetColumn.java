package dev.migrationcontrol.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * A column of a relation of the target.
 *
 * @param type as the server writes it, such as {@code character varying(50)}
 * @param base the type under a domain; the same as the type for every other
 * @param constrainedDomain whether the type is a domain that checks its values
 * @param defaultValue its expression; null where there is none or it could not be read
 * @param hasDefault whether there is one
 * @param generated the letter of {@code pg_attribute.attgenerated}: {@code s} stored, {@code v} virtual, empty for a plain one
 * @param identity the letter of {@code pg_attribute.attidentity}; empty for a plain one
 */
public record TargetColumn(
        String name,
        String type,
        String base,
        boolean constrainedDomain,
        boolean notNull,
        boolean hasDefault,
        @Nullable String defaultValue,
        String generated,
        String identity) {
    /** Whether a sequence gives it its values. */
    public boolean isNumbered() {
        return !identity.isEmpty() || (defaultValue != null && defaultValue.startsWith("nextval("));
    }
}
