package dev.migrationcontrol.rule;

import org.jspecify.annotations.Nullable;

/**
 * That someone accepts the findings of a rule.
 *
 * @param script the file; null for all of them
 * @param line of the statement; 0 for all of the script
 * @param by {@code script}, {@code request} or {@code policy}
 */
public record Acceptance(String rule, @Nullable String script, int line, String reason, String by) {
    /** For all statements. */
    public Acceptance(String rule, @Nullable String script, String reason, String by) {
        this(rule, script, 0, reason, by);
    }

    boolean covers(ScriptFinding finding) {
        return rule.equals(finding.rule())
                && (script == null || script.equals(finding.script()))
                && (line == 0 || line == finding.line());
    }
}
