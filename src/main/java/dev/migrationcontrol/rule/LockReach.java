package dev.migrationcontrol.rule;

import dev.migrationcontrol.catalogue.TargetRelation;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;
import dev.migrationcontrol.statement.TableConstraint;
import dev.migrationcontrol.statement.TableConstraint.Kind;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The tables that a lock on another one reaches: by foreign keys, partitions and types. */
final class LockReach {
    private final Facts facts;

    LockReach(Facts facts) {
        this.facts = facts;
    }

    /** The tables that a new table refers to. */
    Stream<ObjectName> references(Command.CreateTable create) {
        return Stream.concat(
                        create.constraints().stream(),
                        create.columns().stream().flatMap(each -> each.constraints().stream()))
                .map(TableConstraint::references)
                .filter(Objects::nonNull);
    }

    /** The tables that the foreign keys of a table refer to. */
    Stream<TableFacts> referenced(TableFacts table) {
        return table.constraints().stream().flatMap(each -> referenced(each).stream());
    }

    Optional<TableFacts> referenced(TableFacts.ConstraintFacts key) {
        return key.references() == null ? Optional.empty() : facts.named(key.references());
    }

    /** The tables with foreign keys that refer to a table. */
    Stream<TableFacts> referencing(TableFacts table) {
        return facts.tables().stream()
                .filter(each -> each.constraints().stream()
                        .anyMatch(key -> key.kind() == Kind.FOREIGN_KEY
                                && table.qualified().equals(key.references())));
    }

    /** The same for tables, for those that refer to these, and so on. */
    Set<TableFacts> referencingAll(Collection<ObjectName> tables) {
        Set<TableFacts> all = new LinkedHashSet<>();
        List<TableFacts> next = tables.stream().map(facts::table).toList();
        while (!next.isEmpty()) {
            next = next.stream().flatMap(this::referencing).filter(all::add).toList();
        }
        return all;
    }

    Optional<TableFacts> parent(TableFacts table) {
        return table.parent() == null ? Optional.empty() : facts.named(table.parent());
    }

    Optional<TableFacts> defaultPartition(TableFacts partitioned) {
        return facts.tables().stream()
                .filter(each -> partitioned.qualified().equals(each.parent()))
                .filter(each ->
                        each.relation().map(TargetRelation::bound).orElse("").equals("DEFAULT"))
                .findFirst();
    }

    /** The tables with a column of this type, where the target is known. */
    Stream<TableFacts> ofType(ObjectName type) {
        return facts.target().stream()
                .flatMap(target -> target.types().stream())
                .filter(each -> each.name().equals(type.name()))
                .flatMap(each -> each.usedBy().stream())
                .map(column -> column.substring(0, column.lastIndexOf('.')))
                .flatMap(each -> facts.named(each).stream());
    }
}
