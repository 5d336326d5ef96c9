package dev.migrationcontrol.loss;

import dev.migrationcontrol.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a relation, without quotes.
 *
 * @param schema null where a statement says none
 */
record ObjectName(@Nullable String schema, String name) {
    /** A name as {@link dev.migrationcontrol.sql.Effect#folded()} has it: parts with dots or quotes are quoted. */
    static ObjectName of(String folded) {
        List<String> parts = parts(folded);
        int last = parts.size() - 1;
        return new ObjectName(last > 0 ? parts.get(last - 1) : null, parts.get(last));
    }

    private static List<String> parts(String folded) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c == '"' && quoted && i + 1 < folded.length() && folded.charAt(i + 1) == '"') {
                part.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** As statements write it. */
    String quoted() {
        String quoted = SqlIdentifiers.identifier(name);
        return schema == null ? quoted : SqlIdentifiers.identifier(schema) + "." + quoted;
    }

    /** As people and requests write it. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
