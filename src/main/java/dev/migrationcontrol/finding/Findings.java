package dev.migrationcontrol.finding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what there is to say of a tree, so that everything is said at once. */
public final class Findings {
    public static final int MOST = 2_000;

    private final List<Finding> findings = new ArrayList<>();
    private int more;
    private @Nullable Severity worst;

    public void error(String rule, String where, String detail, String remedy) {
        add(new Finding(rule, Severity.ERROR, where, detail, remedy));
    }

    public void warn(String rule, String where, String detail, String remedy) {
        add(new Finding(rule, Severity.WARNING, where, detail, remedy));
    }

    public void inform(String rule, String where, String detail, String remedy) {
        add(new Finding(rule, Severity.INFO, where, detail, remedy));
    }

    public void add(Finding finding) {
        if (findings.size() < MOST) {
            findings.add(finding);
        } else {
            more++;
            worst = worst == null || finding.severity().compareTo(worst) < 0 ? finding.severity() : worst;
        }
    }

    public List<Finding> list() {
        List<Finding> all = new ArrayList<>(findings);
        if (worst != null) {
            all.add(new Finding(
                    "more-findings",
                    worst,
                    String.valueOf(findings.get(MOST - 1).where()),
                    "There are " + more + " more findings, which are not listed.",
                    "Resolve those that are listed, and ask again."));
        }
        return List.copyOf(all);
    }

    public static boolean block(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
