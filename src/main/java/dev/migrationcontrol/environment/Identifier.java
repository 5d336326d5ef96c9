package dev.migrationcontrol.environment;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A name of PostgreSQL, which cuts what is longer than 63 bytes and goes on with the rest of it. */
final class Identifier {
    static final int MOST_BYTES = 63;

    /** The server cuts the names of the history's key and index, and from 62 bytes on both come out alike. */
    static final int MOST_BYTES_OF_HISTORY = 61;

    private Identifier() {}

    /** What keeps it from being a schema's name. */
    static Optional<String> wrongSchema(String name) {
        return name.startsWith("pg_")
                ? Optional.of("names the schema " + name + ", and PostgreSQL keeps pg_ for itself")
                : wrong(name, "schema", MOST_BYTES);
    }

    /** What keeps it from being the name of a history table. */
    static Optional<String> wrongHistoryTable(String name) {
        return wrong(name, "history table", MOST_BYTES_OF_HISTORY);
    }

    /** Whether it is longer than a name can be. */
    static boolean isTooLong(String name) {
        return bytes(name) > MOST_BYTES;
    }

    private static Optional<String> wrong(String name, String what, int most) {
        if (name.codePoints().anyMatch(each -> each == 0 || Character.isISOControl(each) || each == 0xFFFD)) {
            return Optional.of("names a " + what + " with control characters");
        }
        int bytes = bytes(name);
        return bytes > most
                ? Optional.of("names a " + what + " of " + bytes + " bytes, where " + most + " are the maximum")
                : Optional.empty();
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
