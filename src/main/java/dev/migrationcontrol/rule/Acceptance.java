package dev.migrationcontrol.rule;

import org.jspecify.annotations.Nullable;

/**
 * That someone accepts the findings of a rule.
 *
 * @param script the file; null for all of them
 * @param by {@code script}, {@code request} or {@code policy}
 */
public record Acceptance(String rule, @Nullable String script, String reason, String by) {
    boolean covers(ScriptFinding finding) {
        return rule.equals(finding.rule()) && (script == null || script.equals(finding.script()));
    }
}
