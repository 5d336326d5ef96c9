package dev.migrationcontrol.system;

import java.util.Locale;

/**
 * A column as the catalogue shows it.
 *
 * @param type as {@code format_type} writes it, without a length
 * @param unique whether its values alone are unique
 * @param now whether it is filled with the time of the insert
 */
public record TableColumn(String name, String type, boolean unique, boolean now) {
    /** By which names are compared: tools quote theirs or not. */
    public String key() {
        return name.toLowerCase(Locale.ROOT);
    }

    public boolean isText() {
        return switch (type) {
            case "text", "character varying", "character", "name" -> true;
            default -> type.endsWith("citext");
        };
    }

    public boolean isInteger() {
        return type.equals("bigint") || type.equals("integer") || type.equals("smallint");
    }

    public boolean isTime() {
        return type.startsWith("timestamp") || type.equals("date");
    }

    /** Whether the type is of this kind, as signatures write kinds. */
    public boolean is(String kind) {
        return switch (kind) {
            case "text" -> isText();
            case "int" -> isInteger();
            case "number" ->
                isInteger() || type.equals("numeric") || type.equals("real") || type.equals("double precision");
            case "time" -> isTime();
            case "bool" -> type.equals("boolean");
            case "json" -> type.equals("json") || type.equals("jsonb");
            case "text[]" -> type.equals("text[]") || type.equals("character varying[]");
            default -> type.equals(kind);
        };
    }
}
