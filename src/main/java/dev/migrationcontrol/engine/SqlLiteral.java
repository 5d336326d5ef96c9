package dev.migrationcontrol.engine;

import org.jspecify.annotations.Nullable;

/** Values in the text of SQL, spelled so that no setting of the session changes what they say. */
final class SqlLiteral {
    private SqlLiteral() {}

    /** A text; one with a backslash does not depend on {@code standard_conforming_strings}. */
    static String of(@Nullable String text) {
        if (text == null) {
            return "NULL";
        }
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    /** A number. */
    static String of(@Nullable Integer number) {
        return number == null ? "NULL" : number.toString();
    }
}
