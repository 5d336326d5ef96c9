package dev.migrationcontrol.rule.design;

import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableConstraint.Kind;
import dev.migrationcontrol.statement.TypeName;
import java.util.List;
import java.util.Map;

/** A foreign key has another type than what it refers to. */
final class ForeignKeyTypeMismatch implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "foreign-key-type-mismatch", Level.INFO, "A foreign key has another type than what it refers to")
            .why("A narrower column cannot hold every key that it may have to refer to, and a "
                    + "numeric column is converted for each comparison.")
            .instead("Give both columns the same type.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY, name text);
                """)
            .bad("""
                CREATE TABLE parcels (id bigint PRIMARY KEY, customer integer REFERENCES customers);
                CREATE INDEX parcels_customer ON parcels (customer);
                """)
            .good("""
                CREATE TABLE parcels (id bigint PRIMARY KEY, customer bigint REFERENCES customers);
                CREATE INDEX parcels_customer ON parcels (customer);
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final Map<String, String> NUMBERS = Map.of(
            "smallint", "smallint",
            "smallserial", "smallint",
            "integer", "integer",
            "serial", "integer",
            "bigint", "bigint",
            "bigserial", "bigint",
            "numeric", "numeric");

    @Override
    public void finish(Facts facts) {
        for (TableFacts table : facts.tables()) {
            for (TableFacts.ConstraintFacts each : table.constraints()) {
                Step added = each.addedBy();
                if (added != null && each.references() != null && each.columns().size() == 1 && !added.isUndo()) {
                    look(table, each, facts, added);
                }
            }
        }
    }

    private void look(TableFacts table, TableFacts.ConstraintFacts key, Facts facts, Step added) {
        TableFacts other = facts.tables().stream()
                .filter(each -> each.qualified().equals(key.references()))
                .findFirst()
                .orElse(null);
        List<String> referred = other == null ? List.of() : referred(key, other);
        if (other == null || referred.size() != 1) {
            return;
        }
        String mine = number(table, key.columns().get(0));
        String theirs = number(other, referred.get(0));
        if (!mine.isEmpty() && !theirs.isEmpty() && !mine.equals(theirs)) {
            added.report(
                    this,
                    key.columns().get(0) + " of " + table + " is " + mine + ", and " + referred.get(0) + " of " + other
                            + " is " + theirs + ".");
        }
    }

    /** The columns that the key refers to: those that it names, or those of the primary key. */
    private static List<String> referred(TableFacts.ConstraintFacts key, TableFacts other) {
        return key.referred().isEmpty()
                ? other.constraints().stream()
                        .filter(each -> each.kind() == Kind.PRIMARY_KEY)
                        .map(TableFacts.ConstraintFacts::columns)
                        .findFirst()
                        .orElse(List.of())
                : key.referred();
    }

    private static String number(TableFacts table, String column) {
        TypeName type = table.column(column).map(TableFacts.ColumnFacts::type).orElse(null);
        return type == null || type.array() ? "" : NUMBERS.getOrDefault(type.base(), "");
    }
}
