package dev.migrationcontrol.freeze;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys below {@code migration-control.freezes.<name>}. */
enum FreezeKey {
    ENVIRONMENTS,
    KIND,
    ZONE,
    CRON,
    DURATION,
    FROM,
    UNTIL,
    ROLLBACK,
    REASON;

    String property() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FreezeKey> find(String property) {
        return Arrays.stream(values())
                .filter(each -> each.property().equals(property))
                .findFirst();
    }

    static List<String> properties() {
        return Arrays.stream(values()).map(FreezeKey::property).toList();
    }
}
