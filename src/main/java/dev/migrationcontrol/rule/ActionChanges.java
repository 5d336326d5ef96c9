package dev.migrationcontrol.rule;

import dev.migrationcontrol.rule.TableFacts.ColumnFacts;
import dev.migrationcontrol.statement.TableAction;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Carries out on what is known of a table what an action does. */
final class ActionChanges {
    private final Facts facts;
    private final TableFacts table;
    private final Step step;

    ActionChanges(Facts facts, TableFacts table, Step step) {
        this.facts = facts;
        this.table = table;
        this.step = step;
    }

    void apply(TableAction action) {
        if (action instanceof TableAction.AddColumn add) {
            if (!(add.ifNotExists() && table.column(add.column().name()).isPresent())) {
                FactChanges.addColumn(facts, step, table, add.column());
            }
        } else if (action instanceof TableAction.DropColumn drop) {
            dropColumn(drop.column());
        } else if (action instanceof TableAction.SetType set) {
            facts.withoutStatistics().put(table, step);
            column(set.column(), before -> before.withType(set.type()));
        } else if (action instanceof TableAction.SetNotNull set) {
            FactChanges.notNull(table, set.column(), true);
        } else if (action instanceof TableAction.DropNotNull drop) {
            FactChanges.notNull(table, drop.column(), false);
        } else if (action instanceof TableAction.SetDefault set) {
            column(set.column(), before -> before.withDefault(true));
        } else if (action instanceof TableAction.DropDefault drop) {
            column(drop.column(), before -> before.withDefault(false));
        } else if (action instanceof TableAction.AddConstraint add) {
            FactChanges.addConstraint(facts, step, table, add.constraint());
        } else if (action instanceof TableAction.DropConstraint drop) {
            boolean proof = table.constraint(drop.name())
                    .filter(each -> each.text().toLowerCase(Locale.ROOT).contains("is not null"))
                    .isPresent();
            if (!proof && (table.constraint(drop.name()).isPresent() || !table.isKnown())) {
                table.droppedConstraints().put(drop.name(), step);
            }
            table.constraints().removeIf(each -> each.name().equals(drop.name()));
            table.indexes().removeIf(each -> drop.name().equals(each.constraint()));
        } else if (action instanceof TableAction.ValidateConstraint validate) {
            validate(validate.name());
        } else if (action instanceof TableAction.AttachPartition attach) {
            facts.table(attach.partition()).partition(table.qualified());
        } else {
            moved(action);
        }
    }

    private void moved(TableAction action) {
        if (action instanceof TableAction.RenameTable rename) {
            if (!table.isNew() && !table.isTemporary()) {
                facts.renamed().put(table.qualified(), step);
            }
            facts.remove(table);
            table.rename(rename.to());
            facts.add(table);
        } else if (action instanceof TableAction.SetSchema set) {
            facts.remove(table);
            table.move(set.schema());
            facts.add(table);
        } else if (action instanceof TableAction.RenameColumn rename) {
            ColumnFacts column = table.columns().remove(rename.from());
            if (column != null) {
                table.columns().put(rename.to(), column);
            }
        } else if (action instanceof TableAction.RowSecurity security
                && security.how().endsWith("ABLE")) {
            table.secure(security.how().equals("ENABLE") ? step : null);
        } else if (action instanceof TableAction.SwitchTrigger trigger) {
            if (trigger.enabled()) {
                table.disabledTriggers().remove(trigger.trigger());
            } else {
                table.disabledTriggers().put(trigger.trigger(), step);
            }
        }
    }

    private void dropColumn(String column) {
        table.columns().remove(column);
        table.constraints().removeIf(each -> each.columns().contains(column));
        table.indexes().removeIf(each -> each.columns().contains(column));
    }

    private void column(String name, UnaryOperator<ColumnFacts> change) {
        table.columns().put(name, change.apply(table.column(name).orElse(ColumnFacts.UNKNOWN)));
    }

    private void validate(String name) {
        table.constraint(name).ifPresent(each -> {
            table.constraints().remove(each);
            table.constraints().add(each.with(true, each.addedBy()));
        });
    }
}
