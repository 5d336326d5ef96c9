package dev.migrationcontrol.check;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.rule.ScriptFinding;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** What the rules say of scripts that the service itself has written. */
@Singleton
public final class ScriptFindings {
    private final Checks checks;

    ScriptFindings(Checks checks) {
        this.checks = checks;
    }

    /**
     * By the history, the catalogue and the policy of an environment. Blocks.
     *
     * @param texts by the names of the files, in their order
     */
    public List<ScriptFinding> of(Environment environment, Map<String, String> texts) {
        List<ScriptFile> files = texts.entrySet().stream()
                .map(each -> new ScriptFile(each.getKey(), each.getValue()))
                .toList();
        return checks.judge(files, new Checks.Options(environment.name(), null, Severity.INFO))
                .findings();
    }
}
