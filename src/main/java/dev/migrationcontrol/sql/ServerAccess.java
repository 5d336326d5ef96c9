package dev.migrationcontrol.sql;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Statements that reach files, programs or other databases of the server: scripts that no one has reviewed may not. */
public final class ServerAccess {
    private static final Pattern NAME = Pattern.compile(
            "pg_(?:read|write|ls)_\\w+|pg_stat_file|lo_(?:im|ex)port|dblink\\w*|(?:file|postgres)_fdw|pl(?:python|perl|tcl)3?u",
            Pattern.CASE_INSENSITIVE);

    private ServerAccess() {}

    /** The first such words. */
    public static Optional<String> find(String script) {
        return WordSequence.of(script)
                .map(ServerAccess::in)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable String in(WordSequence words) {
        for (int i = 0; i < words.size(); i++) {
            if (NAME.matcher(words.get(i)).matches() || words.has(i, "LOAD", "'")) {
                return words.get(i);
            }
            if (words.has(i, "COPY")) {
                for (int to = i + 1; to < words.end(i); to++) {
                    boolean beyond = words.hasAny(to, "FROM", "TO") && words.hasAny(to + 1, "PROGRAM", "'");
                    if (beyond) {
                        return words.between(i, to + 2).strip();
                    }
                }
            }
        }
        return null;
    }
}
