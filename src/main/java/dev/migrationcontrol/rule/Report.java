package dev.migrationcontrol.rule;

import dev.migrationcontrol.rule.ScriptFinding.By;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects findings, of which there may be many. */
final class Report {
    static final int MOST = 2_000;

    private final List<ScriptFinding> findings = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int more;

    void add(ScriptFinding finding) {
        String same = finding.rule() + "|" + finding.script() + "|" + finding.statement() + "|" + finding.message();
        if (!seen.add(same)) {
            return;
        }
        if (findings.size() < MOST) {
            findings.add(finding);
        } else {
            more++;
        }
    }

    List<ScriptFinding> findings() {
        List<ScriptFinding> all = new ArrayList<>(findings);
        if (more > 0) {
            ScriptFinding last = findings.get(MOST - 1);
            all.add(new ScriptFinding(
                    "more-findings",
                    last.severity(),
                    last.script(),
                    0,
                    0,
                    "There are " + more + " more findings, which are not listed.",
                    "Resolve those that are listed, and ask again.",
                    List.of(By.TEXT),
                    null));
        }
        return all;
    }
}
