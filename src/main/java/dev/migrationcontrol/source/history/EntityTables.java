package dev.migrationcontrol.source.history;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of objects of a mapper, as the programs that declare them say. */
public final class EntityTables {
    private static final Pattern DECLARED = Pattern.compile(
            "func\\s*+\\(\\s*+(?:\\w++\\s++)?\\*?([A-Z]\\w*+)\\)\\s*+TableName\\(\\)\\s*+string\\s*+\\{\\s*+return\\s*+[\"`](\\w++)"
                    + "|\\bclass\\s++([A-Z]\\w*+)\\b[^\\n]*+\\n(?:[^\\n]*+\\n){0,12}?[^\\n]{0,60}?(?:__tablename__|\\btable_name|self\\.table_name|\\bdb_table|\\$table|\\btableName|\\btable)\\s*+=\\s*+[\"'](?:\\w++\\.)?(\\w++)[\"']"
                    + "|(?:@Table\\((?:name\\s*+=\\s*+)?|@Entity\\(\\s*+(?:\\{\\s*+(?:name|tableName)\\s*+:\\s*+)?|\\[Table\\()[\"'](\\w++)[\"'][^\\n]{0,80}\\n(?:[^\\n]*+\\n){0,8}?[^\\n]{0,60}?\\bclass\\s++([A-Z]\\w*+)"
                    + "|\\bmodel\\s++([A-Z]\\w*+)\\s*+\\{[^}]{0,2000}?@@map\\(\"(\\w++)\"");

    private EntityTables() {}

    /** @param type of the objects, as a mention has it */
    public static Optional<String> in(String text, String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        Matcher declared = BoundedPattern.in(DECLARED, text);
        while (declared.find()) {
            if (name.equals(declared.group(1))) {
                return Optional.ofNullable(declared.group(2));
            } else if (name.equals(declared.group(3))) {
                return Optional.ofNullable(declared.group(4));
            } else if (name.equals(declared.group(6))) {
                return Optional.ofNullable(declared.group(5));
            } else if (name.equals(declared.group(7))) {
                return Optional.ofNullable(declared.group(8));
            }
        }
        return Optional.empty();
    }

    /** Whether a mention's variable is the type of an object. */
    public static boolean isEntity(String variable) {
        return variable.startsWith(".");
    }
}
