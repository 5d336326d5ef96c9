package dev.migrationcontrol.rule;

import dev.migrationcontrol.statement.Column;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;
import dev.migrationcontrol.statement.TableConstraint;
import dev.migrationcontrol.statement.TableConstraint.Kind;
import java.util.List;

/** Carries out on what is known what a command does. */
final class FactChanges {
    private final Facts facts;
    private final Step step;

    FactChanges(Facts facts, Step step) {
        this.facts = facts;
        this.step = step;
    }

    void apply(Command command) {
        if (command instanceof Command.Maintenance work && !work.word().equals("CLUSTER")) {
            work.tables().forEach(each -> facts.withoutStatistics().remove(facts.table(each)));
            return;
        }
        if (command instanceof Command.CreatePolicy policy) {
            facts.table(policy.table()).addPolicy();
            return;
        }
        if (command instanceof Command.CreateTable create) {
            create(create);
        } else if (command instanceof Command.CreateIndex create) {
            index(create);
        } else if (command instanceof Command.AlterTable alter) {
            alter(alter);
        } else if (command instanceof Command.Drop drop) {
            drop(drop);
        } else if (command instanceof Command.CreateView view) {
            if (facts.find(view.name()).isEmpty()) {
                TableFacts created = TableFacts.created(
                        facts.schemaOf(view.name()), view.name().name(), false);
                created.forgetParts();
                facts.add(created);
            }
        } else if (command instanceof Command.CreateRoutine routine) {
            routine(routine);
        } else if (command instanceof Command.CreateType type) {
            facts.addObject("type", type.name().name());
            if (type.constrained()) {
                facts.addConstrainedDomain(type.name().name());
            }
        } else if (command instanceof Command.CreateOther other) {
            if (other.name() != null) {
                facts.addObject(other.kind(), other.name().name());
            }
        } else if (command instanceof Command.Setting setting) {
            facts.set(setting.name(), setting.value());
        }
    }

    private void routine(Command.CreateRoutine routine) {
        facts.addObject("function", routine.name().name());
        if (!routine.saysVolatility() && routine.language().equals("plpgsql")) {
            facts.addVolatile(routine.name().name());
        }
    }

    private void create(Command.CreateTable create) {
        if (facts.find(create.name()).isPresent() && create.ifNotExists()) {
            return;
        }
        ObjectName name = create.name();
        TableFacts table = TableFacts.created(facts.schemaOf(name), name.name(), create.temporary());
        create.columns().forEach(each -> add(table, each));
        create.constraints().forEach(each -> add(table, each));
        if (create.copiesOthers() || create.fromQuery() || create.partitionOf() != null) {
            table.forgetParts();
        }
        if (create.partitioned()) {
            table.markPartitioned();
        }
        if (create.partitionOf() != null) {
            table.partition(facts.table(create.partitionOf()).qualified());
        }
        table.create(step);
        facts.add(table);
    }

    private void add(TableFacts table, Column column) {
        table.columns()
                .put(
                        column.name(),
                        new TableFacts.ColumnFacts(
                                column.type(),
                                column.notNull(),
                                column.defaultValue() != null || column.isNumbered(),
                                column.generated().isEmpty()
                                        ? ""
                                        : column.generated().substring(0, 1).toLowerCase(),
                                column.isNumbered()));
        column.constraints().forEach(each -> add(table, each));
    }

    private void add(TableFacts table, TableConstraint constraint) {
        String name = constraint.name() == null ? madeUp(table, constraint) : constraint.name();
        List<String> columns = constraint.columns();
        if (constraint.usingIndex() != null) {
            columns = table.index(constraint.usingIndex())
                    .map(TableFacts.IndexFacts::columns)
                    .orElse(columns);
            table.indexes().removeIf(each -> each.name().equals(constraint.usingIndex()));
        }
        String references = constraint.references() == null
                ? null
                : facts.table(constraint.references()).qualified();
        String text =
                constraint.expression() == null ? "" : constraint.expression().text();
        boolean validated = !constraint.notValid() && !constraint.notEnforced();
        table.constraints()
                .add(new TableFacts.ConstraintFacts(
                        name,
                        constraint.kind(),
                        columns,
                        validated,
                        text,
                        references,
                        constraint.referencedColumns(),
                        step));
        if (constraint.is(Kind.PRIMARY_KEY)) {
            columns.forEach(column -> notNull(table, column, true));
        }
        if (constraint.is(Kind.NOT_NULL) && validated) {
            columns.forEach(column -> notNull(table, column, true));
        }
        if (constraint.is(Kind.PRIMARY_KEY) || constraint.is(Kind.UNIQUE)) {
            table.indexes().add(new TableFacts.IndexFacts(name, columns, true, true, false, name));
        }
        if (constraint.notValid()) {
            step.transaction().addNotValid(table, name, step.number());
        }
    }

    /** As the server makes it up, where it is not in use already. */
    private static String madeUp(TableFacts table, TableConstraint constraint) {
        String columns = constraint.columns().isEmpty() ? "" : "_" + String.join("_", constraint.columns());
        return switch (constraint.kind()) {
            case PRIMARY_KEY -> table.name() + "_pkey";
            case UNIQUE -> table.name() + columns + "_key";
            case FOREIGN_KEY -> table.name() + columns + "_fkey";
            case CHECK -> table.name() + columns + "_check";
            case EXCLUDE -> table.name() + columns + "_excl";
            case NOT_NULL -> table.name() + columns + "_not_null";
        };
    }

    static void notNull(TableFacts table, String column, boolean value) {
        table.columns()
                .put(
                        column,
                        table.column(column)
                                .orElse(TableFacts.ColumnFacts.UNKNOWN)
                                .withNotNull(value));
    }

    private void index(Command.CreateIndex create) {
        TableFacts table = facts.table(create.table());
        String name = create.name() == null
                ? table.name() + "_" + String.join("_", create.columns()) + "_idx"
                : create.name();
        if (create.ifNotExists() && table.index(name).isPresent()) {
            return;
        }
        boolean special = create.partial() || create.columns().contains(Command.CreateIndex.EXPRESSION);
        table.indexes().add(new TableFacts.IndexFacts(name, create.columns(), create.unique(), true, special, null));
        facts.addObject("index", name);
    }

    private void drop(Command.Drop drop) {
        for (ObjectName each : drop.names()) {
            switch (drop.kind()) {
                case "table", "view", "materialized view", "foreign table" ->
                    facts.find(each).ifPresent(facts::remove);
                case "index" -> {
                    facts.addObject("dropped index", each.name());
                    facts.ofIndex(each)
                            .ifPresent(table -> table.indexes()
                                    .removeIf(index -> index.name().equals(each.name())));
                }
                default -> {}
            }
        }
    }

    private void alter(Command.AlterTable alter) {
        if (alter.kind().equals("index")) {
            return;
        }
        TableFacts table = facts.table(alter.name());
        alter.actions().forEach(action -> new ActionChanges(facts, table, step).apply(action));
    }

    static void addColumn(Facts facts, Step step, TableFacts table, Column column) {
        new FactChanges(facts, step).add(table, column);
    }

    static void addConstraint(Facts facts, Step step, TableFacts table, TableConstraint constraint) {
        new FactChanges(facts, step).add(table, constraint);
    }
}
