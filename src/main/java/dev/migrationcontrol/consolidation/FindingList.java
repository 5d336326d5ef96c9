package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.audit.Finding;
import dev.migrationcontrol.audit.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects what there is to say of a tree, so that everything is said at once. */
final class FindingList {
    private final List<Finding> findings = new ArrayList<>();

    void error(String rule, String where, String detail, String remedy) {
        findings.add(new Finding(rule, Severity.ERROR, where, detail, remedy));
    }

    void warn(String rule, String where, String detail, String remedy) {
        findings.add(new Finding(rule, Severity.WARNING, where, detail, remedy));
    }

    void inform(String rule, String where, String detail, String remedy) {
        findings.add(new Finding(rule, Severity.INFO, where, detail, remedy));
    }

    List<Finding> all() {
        return List.copyOf(findings);
    }
}
