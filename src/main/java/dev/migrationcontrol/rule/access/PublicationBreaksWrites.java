package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableConstraint.Kind;
import java.util.List;
import java.util.stream.Stream;

/** A table without a key gets published. */
final class PublicationBreaksWrites implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "publication-breaks-writes", Level.ERROR, "A table without a key gets published")
            .why("UPDATE and DELETE on it fail at once, with 55000, since subscribers could not find " + "the rows.")
            .instead("Give the table a primary key, or a replica identity, before.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                CREATE TABLE marks (id bigint, mark text);
                """)
            .bad("CREATE PUBLICATION feed FOR TABLE marks;")
            .good("CREATE PUBLICATION feed FOR TABLE orders;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreatePublication create && create.changesRows()) {
            Stream<TableFacts> all = create.allTables()
                    ? step.facts().tables().stream()
                    : create.tables().stream().map(step::table);
            List<String> keyless = all.filter(TableFacts::isKnown)
                    .filter(each -> each.relation().isPresent())
                    .filter(each -> each.relation().get().kind().equals("r")
                            && each.relation().get().replicaIdentity().equals("d"))
                    .filter(each -> each.constraints().stream().noneMatch(key -> key.kind() == Kind.PRIMARY_KEY))
                    .map(TableFacts::toString)
                    .toList();
            if (!keyless.isEmpty()) {
                step.report(
                        this, "Writes fail on " + String.join(", ", keyless) + ", which have no key.", By.CATALOGUE);
            }
        }
    }
}
