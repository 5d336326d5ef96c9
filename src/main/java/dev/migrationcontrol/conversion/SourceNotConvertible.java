package dev.migrationcontrol.conversion;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.problem.Refusal;
import java.util.List;

/** A tree that holds what cannot be converted; all of it is reported at once. */
final class SourceNotConvertible extends Refusal {
    private static final long serialVersionUID = 1L;

    SourceNotConvertible(List<Finding> findings) {
        super("source-not-convertible", 422, "The source cannot be converted as it is", detail(findings));
        member("findings", List.copyOf(findings));
    }

    private static String detail(List<Finding> findings) {
        List<Finding> errors = findings.stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .toList();
        Finding first = errors.get(0);
        return first.where() + ": " + first.detail() + " " + first.remedy()
                + (errors.size() > 1 ? " There are " + errors.size() + " such findings." : "");
    }
}
