package dev.migrationcontrol.environment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys below {@code migration-control.environments.<name>}. */
enum EnvironmentKey {
    URL(true),
    READ_URL(true),
    USERNAME(true),
    PASSWORD(true),
    LOGIN_FROM,
    DISPLAY_ORDER,
    PROTECTED,
    SCHEMAS,
    HISTORY_TABLE,
    LOCATIONS,
    MIXED,
    OUT_OF_ORDER,
    LOCK_TIMEOUT,
    STATEMENT_TIMEOUT,
    STATUS_TIMEOUT,
    LOCK_WAIT,
    ON_BUSY,
    QUEUE_LIMIT,
    RETRY_ATTEMPTS,
    RETRY_BUDGET,
    MAX_BLOCKED_SESSIONS,
    MAX_BLOCKED_TIME,
    RESUME,
    AFTER,
    WITHIN,
    REQUIRE_PLAN,
    APPROVALS,
    PLAN_EXPIRY,
    REQUIRE_REHEARSAL,
    REHEARSAL,
    REQUIRE_PROVEN_UNDO,
    ACCEPT_LOSS,
    SMALL_TABLE_ROWS,
    SMALL_TABLE_BYTES,
    DRIFT_SCHEDULE,
    DRIFT_ZONE;

    /** The key of a map, {@code placeholders.<key>}. */
    static final String PLACEHOLDERS = "placeholders";

    private final boolean mayBeInFile;

    EnvironmentKey() {
        this(false);
    }

    EnvironmentKey(boolean mayBeInFile) {
        this.mayBeInFile = mayBeInFile;
    }

    String property() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether {@code <key>-file} may name a mounted secret. */
    boolean mayBeInFile() {
        return mayBeInFile;
    }

    static Optional<EnvironmentKey> find(String property) {
        return Arrays.stream(values())
                .filter(each -> each.property().equals(property)
                        || (each.mayBeInFile() && (each.property() + "-file").equals(property)))
                .findFirst();
    }

    static List<String> properties() {
        return Arrays.stream(values()).map(EnvironmentKey::property).toList();
    }
}
