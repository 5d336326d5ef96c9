package dev.migrationcontrol.finding;

import java.util.ArrayList;
import java.util.List;

/** Findings of a consolidation as they are collected. */
public final class Findings {
    private final List<Finding> list = new ArrayList<>();

    public void error(String rule, String where, String detail, String remedy) {
        list.add(new Finding(rule, Severity.ERROR, where, detail, remedy));
    }

    public void warn(String rule, String where, String detail, String remedy) {
        list.add(new Finding(rule, Severity.WARNING, where, detail, remedy));
    }

    public void inform(String rule, String where, String detail, String remedy) {
        list.add(new Finding(rule, Severity.INFO, where, detail, remedy));
    }

    public List<Finding> list() {
        return List.copyOf(list);
    }

    public static boolean block(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
