package dev.migrationcontrol.rule;

import dev.migrationcontrol.finding.Severity;
import java.util.Locale;
import java.util.Optional;

/** How much the findings of a rule matter, or that the rule is not asked. */
public enum Level {
    ERROR,
    WARNING,
    INFO,
    OFF;

    /** As a policy writes it; empty for another word. */
    public static Optional<Level> of(String word) {
        try {
            return Optional.of(valueOf(word.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Severity severity() {
        return this == OFF ? Severity.INFO : Severity.valueOf(name());
    }
}
