package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import java.util.Optional;

/** The target does not have an extension. */
final class ExtensionUnavailable implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "extension-unavailable", Level.ERROR, "The target does not have an extension")
            .why("CREATE EXTENSION fails where the files of the extension are not installed, or where "
                    + "only a superuser may create it.")
            .instead("Install it on the server first, or let a superuser create it.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("CREATE EXTENSION no_such_extension;")
            .good("CREATE EXTENSION IF NOT EXISTS plpgsql;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateExtension create
                && step.facts().target().isPresent()) {
            TargetCatalogue target = step.facts().target().get();
            Optional<TargetCatalogue.Extension> found = target.extensions().stream()
                    .filter(each -> each.name().equals(create.name()))
                    .findFirst();
            if (found.isEmpty() && !target.extensions().isEmpty()) {
                step.report(
                        this,
                        "The server of the target does not have the extension " + create.name() + ".",
                        By.CATALOGUE);
            } else if (found.isPresent()
                    && found.get().installed() == null
                    && found.get().superuser()
                    && !found.get().trusted()
                    && !target.server().superuser()) {
                step.report(this, "Only a superuser may create the extension " + create.name() + ".", By.CATALOGUE);
            }
        }
    }
}
