package dev.migrationcontrol.statement;

import org.jspecify.annotations.Nullable;

/** One action of an ALTER TABLE. */
public sealed interface TableAction {
    record AddColumn(Column column, boolean ifNotExists) implements TableAction {}

    record DropColumn(String column, boolean ifExists, boolean cascade) implements TableAction {}

    /** @param using null where it says nothing of how values become others */
    record SetType(String column, TypeName type, @Nullable Expression using) implements TableAction {}

    record SetDefault(String column, Expression value) implements TableAction {}

    record DropDefault(String column) implements TableAction {}

    record SetNotNull(String column) implements TableAction {}

    record DropNotNull(String column) implements TableAction {}

    record SetExpression(String column) implements TableAction {}

    record AddConstraint(TableConstraint constraint) implements TableAction {}

    record DropConstraint(String name, boolean ifExists, boolean cascade) implements TableAction {}

    record ValidateConstraint(String name) implements TableAction {}

    record AlterConstraint(String name, boolean notEnforced) implements TableAction {}

    record AttachPartition(ObjectName partition, boolean isDefault) implements TableAction {}

    record DetachPartition(ObjectName partition, boolean concurrently) implements TableAction {}

    record RenameColumn(String from, String to) implements TableAction {}

    record RenameTable(String to) implements TableAction {}

    record RenameConstraint(String from, String to) implements TableAction {}

    record SetSchema(String schema) implements TableAction {}

    /** SET LOGGED, UNLOGGED, TABLESPACE or ACCESS METHOD. */
    record Rewrite(String how) implements TableAction {}

    record SwitchTrigger(String trigger, boolean enabled) implements TableAction {}

    /** @param how {@code ENABLE}, {@code DISABLE}, {@code FORCE} or {@code NO FORCE} */
    record RowSecurity(String how) implements TableAction {}

    /** @param how {@code DEFAULT}, {@code FULL}, {@code NOTHING} or {@code INDEX} */
    record ReplicaIdentity(String how) implements TableAction {}

    /** @param text the options as they are written */
    record SetOptions(String text) implements TableAction {}

    /** One that no rule is about. */
    record Other(String words) implements TableAction {}
}
