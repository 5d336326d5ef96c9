package dev.migrationcontrol.environment;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The service cannot start as it is configured; the message is one readable block with every reason. Of this kind of
 * exception Quarkus prints the message without a stack trace, and ends the process with status 1.
 */
public final class StartRefused extends ConfigurationException {
    private static final long serialVersionUID = 1L;

    private final transient List<Misconfiguration> reasons;

    public StartRefused(List<Misconfiguration> reasons) {
        super(block(reasons));
        this.reasons = List.copyOf(reasons);
    }

    public StartRefused(String variable, String wrong, String instead) {
        this(List.of(new Misconfiguration(variable, wrong, instead)));
    }

    public List<Misconfiguration> reasons() {
        return reasons;
    }

    private static String block(List<Misconfiguration> reasons) {
        String count = reasons.size() == 1 ? "one problem" : reasons.size() + " problems";
        return reasons.stream()
                .map(each -> "  " + each.variable() + "\n    " + each.wrong() + "\n    -> " + each.instead())
                .collect(Collectors.joining(
                        "\n\n", "\nMigration Control does not start: " + count + " in its configuration.\n\n", "\n"));
    }
}
