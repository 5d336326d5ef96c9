package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.token.TokenReader;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements that reach beyond their database: on a scratch database they would change the whole server. */
public final class ClusterWideStatements {
    private ClusterWideStatements() {}

    /** The first words of such a statement, also of one that a block puts together. */
    public static Optional<String> find(String script) {
        return WordSequence.of(script)
                .map(ClusterWideStatements::in)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable String in(WordSequence words) {
        for (int i = 0; i < words.size(); i++) {
            String found = at(words, i);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String at(WordSequence words, int at) {
        boolean object = words.hasAny(at, "CREATE", "ALTER", "DROP")
                && words.hasAny(at + 1, "ROLE", "USER", "GROUP", "DATABASE", "TABLESPACE", "SUBSCRIPTION")
                && !words.has(at + 1, "USER", "MAPPING");
        if (object || words.has(at, "ALTER", "SYSTEM")) {
            return words.between(at, at + 2);
        }
        boolean grants = words.hasAny(at, "GRANT", "REVOKE");
        if (!grants && !words.has(at, "COMMENT") && !words.has(at, "SECURITY", "LABEL")) {
            return null;
        }
        int end = words.end(at);
        boolean on = false;
        int role = -1;
        for (int i = at + 1; i < end; i++) {
            // A block may put together the name of the database that it is in.
            if (words.has(i, "ON", "DATABASE") && isName(words.get(i + 2))) {
                return words.get(at) + " ON DATABASE";
            }
            on |= words.has(i, "ON");
            role = role < 0 && i > at + 1 && words.hasAny(i, "TO", "FROM") ? i : role;
        }
        return grants && !on && role > 0 ? words.between(at, role + 1) : null;
    }

    private static boolean isName(String word) {
        return !word.isEmpty() && TokenReader.isWordStart(word.charAt(0));
    }
}
