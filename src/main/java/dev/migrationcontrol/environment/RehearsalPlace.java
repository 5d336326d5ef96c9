package dev.migrationcontrol.environment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** On which server the plans of an environment are rehearsed. */
public enum RehearsalPlace {
    /**
     * On that of {@code REHEARSAL_DATABASE_URL}; where it is not set, on the environment's own, unless the environment is
     * protected; else on the embedded one.
     */
    WHERE_POSSIBLE,
    /** On that of the environment, or on no other. */
    OWN_SERVER,
    /** On that of {@code REHEARSAL_DATABASE_URL}. */
    REHEARSAL_SERVER,
    /** On the embedded one. */
    EMBEDDED;

    /** As a setting has it: {@code own-server}. */
    static Optional<RehearsalPlace> find(String setting) {
        return Arrays.stream(values())
                .filter(each -> each.setting().equals(setting.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** {@code OWN_SERVER} is {@code own-server}. */
    public String setting() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
