package dev.migrationcontrol.rule;

import dev.migrationcontrol.catalogue.TargetColumn;
import dev.migrationcontrol.catalogue.TargetConstraint;
import dev.migrationcontrol.catalogue.TargetIndex;
import dev.migrationcontrol.catalogue.TargetRelation;
import dev.migrationcontrol.rule.TableFacts.ColumnFacts;
import dev.migrationcontrol.rule.TableFacts.ConstraintFacts;
import dev.migrationcontrol.rule.TableFacts.IndexFacts;
import dev.migrationcontrol.statement.TableConstraint.Kind;
import dev.migrationcontrol.statement.TypeName;

/** The columns, indexes and constraints of a table as the catalogue has them. */
final class RelationParts {
    private RelationParts() {}

    static void read(TargetRelation relation, TableFacts table) {
        for (TargetColumn each : relation.columns()) {
            table.columns()
                    .put(
                            each.name(),
                            new ColumnFacts(
                                    TypeName.of(each.type()),
                                    each.notNull(),
                                    each.hasDefault(),
                                    each.generated(),
                                    each.isNumbered()));
        }
        for (TargetIndex each : relation.indexes()) {
            table.indexes()
                    .add(new IndexFacts(
                            each.name(),
                            each.columns()
                                    .subList(
                                            0,
                                            Math.min(
                                                    each.keyed(), each.columns().size())),
                            each.unique(),
                            each.valid(),
                            each.partial() || each.hasExpression(),
                            each.constraint()));
        }
        for (TargetConstraint each : relation.constraints()) {
            table.constraints()
                    .add(new ConstraintFacts(
                            each.name(),
                            kind(each.type()),
                            each.columns(),
                            each.validated(),
                            each.definition(),
                            each.referenced(),
                            each.referencedColumns(),
                            null));
        }
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "p" -> Kind.PRIMARY_KEY;
            case "u" -> Kind.UNIQUE;
            case "f" -> Kind.FOREIGN_KEY;
            case "x" -> Kind.EXCLUDE;
            case "n" -> Kind.NOT_NULL;
            default -> Kind.CHECK;
        };
    }
}
