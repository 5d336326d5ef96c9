package dev.migrationcontrol.datacheck;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.catalogue.TargetColumn;
import dev.migrationcontrol.catalogue.TargetConstraint;
import dev.migrationcontrol.catalogue.TargetRelation;
import dev.migrationcontrol.statement.Column;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.Exclusion;
import dev.migrationcontrol.statement.ObjectName;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which questions to the rows of a target the statements of a plan give reason to. Pure. */
final class DataQuestions {
    private final TargetCatalogue target;
    private final List<DataQuestion> questions = new ArrayList<>();
    private int statement;

    DataQuestions(TargetCatalogue target) {
        this.target = target;
    }

    List<DataQuestion> list() {
        return questions;
    }

    /** Reads what a statement does. What is made by the plan itself is not there yet, and is not asked about. */
    void read(int number, Command command) {
        statement = number;
        if (command instanceof Command.AlterTable alter && alter.kind().equals("table")) {
            table(alter.name()).ifPresent(table -> alter.actions().forEach(action -> action(table, action)));
        } else if (command instanceof Command.CreateIndex index && index.unique() && !index.partial()) {
            table(index.table()).ifPresent(table -> unique(table, index.columns()));
        }
    }

    private Optional<TargetRelation> table(ObjectName name) {
        return target.find(name.schema(), name.name()).filter(TargetRelation::isTable);
    }

    private void action(TargetRelation table, TableAction action) {
        if (action instanceof TableAction.SetNotNull set) {
            notNull(table, set.column());
        } else if (action instanceof TableAction.SetType set) {
            TypeQuestion.of(set, target.server().major(), table)
                    .ifPresent(type ->
                            add(DataCheck.Kind.TYPE, table, List.of(set.column()), type.condition(), type.cast()));
        } else if (action instanceof TableAction.AddColumn add) {
            column(table, add.column());
        } else if (action instanceof TableAction.AddConstraint add) {
            constraint(table, add.constraint());
        } else if (action instanceof TableAction.ValidateConstraint validate) {
            table.constraint(validate.name()).ifPresent(each -> validated(table, each));
        }
    }

    private void column(TargetRelation table, Column column) {
        boolean filled = column.defaultValue() != null && !column.defaultValue().isNull();
        boolean empty = column.generated().isEmpty() && !column.isNumbered() && !filled;
        if (column.notNull() && empty && table.column(column.name()).isEmpty()) {
            add(DataCheck.Kind.EMPTY, table, List.of(column.name()), "TRUE", null);
        }
    }

    private void constraint(TargetRelation table, TableConstraint constraint) {
        if (constraint.notValid() || constraint.notEnforced() || constraint.usingIndex() != null) {
            return;
        }
        switch (constraint.kind()) {
            case CHECK -> {
                if (constraint.expression() != null) {
                    add(
                            DataCheck.Kind.CHECK,
                            table,
                            constraint.columns(),
                            "NOT (" + constraint.expression().text() + ")",
                            null);
                }
            }
            case NOT_NULL -> constraint.columns().forEach(each -> notNull(table, each));
            case UNIQUE -> unique(table, constraint.columns());
            case PRIMARY_KEY -> {
                unique(table, constraint.columns());
                constraint.columns().forEach(each -> notNull(table, each));
            }
            case FOREIGN_KEY -> {
                ObjectName references = constraint.references();
                if (references != null) {
                    table(references)
                            .ifPresent(parent ->
                                    foreignKey(table, constraint.columns(), parent, constraint.referencedColumns()));
                }
            }
            case EXCLUDE -> {
                if (constraint.exclusion() != null) {
                    exclusion(table, constraint.columns(), constraint.exclusion());
                }
            }
        }
    }

    private void validated(TargetRelation table, TargetConstraint constraint) {
        if (constraint.validated()) {
            return;
        }
        String referenced = constraint.referenced();
        if (constraint.isForeignKey() && referenced != null) {
            target.find(referenced)
                    .ifPresent(
                            parent -> foreignKey(table, constraint.columns(), parent, constraint.referencedColumns()));
        } else if (constraint.isCheck()) {
            add(
                    DataCheck.Kind.CHECK,
                    table,
                    constraint.columns(),
                    "NOT (" + condition(constraint.definition()) + ")",
                    null);
        }
    }

    /** {@code CHECK ((amount > 0)) NOT VALID} has it between its outer parentheses. */
    private static String condition(String definition) {
        int from = definition.indexOf('(');
        int to = definition.lastIndexOf(')');
        return from < 0 || to < from ? "TRUE" : definition.substring(from + 1, to);
    }

    private void notNull(TargetRelation table, String column) {
        Optional<TargetColumn> known = table.column(column);
        if (known.isPresent() && !known.get().notNull()) {
            add(DataCheck.Kind.NOT_NULL, table, List.of(column), quoted(column) + " IS NULL", null);
        }
    }

    private void unique(TargetRelation table, List<String> columns) {
        boolean known = !columns.isEmpty()
                && columns.stream().allMatch(each -> table.column(each).isPresent());
        if (known) {
            add(DataCheck.Kind.UNIQUE, table, columns, null, null);
        }
    }

    /** The rows that another row excludes: what is compared is computed once for each row. */
    private void exclusion(TargetRelation table, List<String> columns, Exclusion exclusion) {
        List<String> computed = new ArrayList<>();
        List<String> compared = new ArrayList<>();
        for (Exclusion.Element each : exclusion.elements()) {
            String name = "e" + compared.size();
            computed.add("(" + each.expression() + ") AS " + name);
            compared.add("one." + name + " " + each.operator() + " other." + name);
        }
        String own = quoted(table.name());
        add(
                DataCheck.Kind.EXCLUSION,
                table,
                columns,
                "(" + own + ".tableoid, " + own + ".ctid) IN (WITH e AS MATERIALIZED (SELECT tableoid AS part, ctid AS"
                        + " place, " + String.join(", ", computed) + " FROM " + quoted(table)
                        + (exclusion.where().isEmpty() ? "" : " WHERE (" + exclusion.where() + ")")
                        + ") SELECT one.part, one.place FROM e AS one WHERE EXISTS (SELECT FROM e AS other WHERE"
                        + " (other.part, other.place) <> (one.part, one.place) AND "
                        + String.join(" AND ", compared) + "))",
                null);
    }

    private void foreignKey(
            TargetRelation table, List<String> columns, TargetRelation parent, List<String> referenced) {
        List<String> keys = referenced.isEmpty()
                ? parent.primaryKey().map(TargetConstraint::columns).orElse(List.of())
                : referenced;
        boolean known = columns.stream().allMatch(each -> table.column(each).isPresent());
        if (!known || keys.size() != columns.size() || columns.isEmpty()) {
            return;
        }
        List<String> filled = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String own = quoted(table.name()) + "." + quoted(columns.get(i));
            filled.add(own + " IS NOT NULL");
            same.add("parent." + quoted(keys.get(i)) + " = " + own);
        }
        add(
                DataCheck.Kind.FOREIGN_KEY,
                table,
                columns,
                String.join(" AND ", filled) + " AND NOT EXISTS (SELECT FROM " + quoted(parent) + " AS parent WHERE "
                        + String.join(" AND ", same) + ")",
                null);
    }

    private void add(
            DataCheck.Kind kind,
            TargetRelation table,
            List<String> columns,
            @Nullable String condition,
            @Nullable String cast) {
        String key = kind == DataCheck.Kind.UNIQUE
                ? columns.stream().map(DataQuestions::quoted).collect(Collectors.joining(", "))
                : key(table);
        questions.add(
                new DataQuestion(statement, kind, table.qualified(), quoted(table), columns, condition, key, cast));
    }

    private static String key(TargetRelation table) {
        return table.primaryKey()
                .map(each -> each.columns().stream()
                        .map(column -> quoted(table.name()) + "." + quoted(column))
                        .collect(Collectors.joining(", ")))
                .orElse(quoted(table.name()) + ".ctid");
    }

    private static String quoted(TargetRelation table) {
        return quoted(table.schema()) + "." + quoted(table.name());
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
