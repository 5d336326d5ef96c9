package dev.migrationcontrol.rule;

import dev.migrationcontrol.statement.Command;

/** One rule on migration scripts; it keeps nothing between calls. */
public interface Rule {
    RuleText text();

    /** Looks at a command before it is done. */
    default void judge(Command command, Step step) {}

    /** Looks at what all scripts have left. */
    default void finish(Facts facts) {}

    default String id() {
        return text().id();
    }
}
