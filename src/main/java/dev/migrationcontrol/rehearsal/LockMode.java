package dev.migrationcontrol.rehearsal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The modes in which PostgreSQL locks relations, the weakest first. */
@Schema(
        name = "LockMode",
        description = "A mode of PostgreSQL's locks on relations, as the documentation of the server names it.",
        enumeration = {
            "ACCESS SHARE",
            "ROW SHARE",
            "ROW EXCLUSIVE",
            "SHARE UPDATE EXCLUSIVE",
            "SHARE",
            "SHARE ROW EXCLUSIVE",
            "EXCLUSIVE",
            "ACCESS EXCLUSIVE"
        })
public enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** Of the column {@code pg_locks.mode}, as {@code AccessShareLock}. */
    public static LockMode ofServer(String mode) {
        return Arrays.stream(values())
                .filter(each -> mode.equalsIgnoreCase(each.name().replace("_", "") + "Lock"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no mode of locks: " + mode));
    }

    /** As SQL has it. */
    @JsonCreator
    public static LockMode ofSql(String mode) {
        return valueOf(mode.replace(' ', '_').toUpperCase(Locale.ROOT));
    }

    /** As SQL writes it: {@code ACCESS SHARE}. */
    @JsonValue
    public String sql() {
        return name().replace('_', ' ');
    }

    /** Whether a query waits for it. */
    public boolean blocksReads() {
        return this == ACCESS_EXCLUSIVE;
    }

    /** Whether INSERT, UPDATE and DELETE wait for it. */
    public boolean blocksWrites() {
        return compareTo(SHARE) >= 0;
    }
}
