package dev.migrationcontrol.statement;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one statement does. */
public sealed interface Command {
    /**
     * @param partitionOf the partitioned table that gets it; null where it is no partition
     * @param fromQuery whether its rows come from a query
     * @param inherits the tables whose columns it takes over
     */
    record CreateTable(
            ObjectName name,
            boolean ifNotExists,
            boolean temporary,
            boolean unlogged,
            List<Column> columns,
            List<TableConstraint> constraints,
            @Nullable ObjectName partitionOf,
            boolean defaultPartition,
            boolean partitioned,
            boolean fromQuery,
            boolean withData,
            boolean copiesOthers,
            List<ObjectName> inherits)
            implements Command {}

    /** @param kind {@code table}, {@code view}, {@code index}, {@code materialized view}, {@code sequence}, {@code foreign table} */
    record AlterTable(String kind, ObjectName name, boolean ifExists, boolean only, List<TableAction> actions)
            implements Command {}

    /**
     * @param name null where the server makes it up
     * @param columns of the key; an expression is called {@code (expression)}
     */
    record CreateIndex(
            @Nullable String name,
            ObjectName table,
            boolean only,
            boolean unique,
            boolean concurrently,
            boolean ifNotExists,
            String method,
            List<String> columns,
            boolean partial)
            implements Command {
        public static final String EXPRESSION = "(expression)";
    }

    /** @param on the table of a trigger, policy or rule */
    record Drop(
            String kind,
            List<ObjectName> names,
            @Nullable ObjectName on,
            boolean ifExists,
            boolean concurrently,
            boolean cascade)
            implements Command {}

    /** Of what is neither a table nor a part of one. */
    record Rename(String kind, ObjectName name, @Nullable ObjectName on, String to) implements Command {}

    record Move(String kind, ObjectName name, String schema) implements Command {}

    /** @param options whether it has a WITH clause of options before its query */
    record CreateView(
            ObjectName name,
            boolean orReplace,
            boolean materialized,
            boolean ifNotExists,
            boolean withData,
            boolean options)
            implements Command {}

    /** @param body as it is written; empty where it is not a literal */
    record CreateRoutine(
            String kind,
            ObjectName name,
            boolean orReplace,
            String language,
            boolean saysVolatility,
            boolean securityDefiner,
            boolean settings,
            boolean searchPath,
            String body)
            implements Command {}

    record CreateTrigger(String name, ObjectName table, boolean orReplace) implements Command {}

    record CreatePolicy(String name, ObjectName table, boolean permissive, List<String> roles) implements Command {}

    /**
     * @param kind {@code enum}, {@code domain}, or {@code other}
     * @param constrained whether a domain checks its values
     */
    record CreateType(ObjectName name, String kind, List<String> labels, boolean constrained) implements Command {}

    record AddValue(ObjectName type, String value, boolean ifNotExists) implements Command {}

    record RenameValue(ObjectName type, String from, String to) implements Command {}

    /** @param action {@code ADD}, {@code VALIDATE}, {@code SET NOT NULL} or another one */
    record AlterDomain(ObjectName name, String action, boolean notValid) implements Command {}

    record CreatePublication(String name, boolean allTables, List<ObjectName> tables, boolean changesRows)
            implements Command {}

    record CreateExtension(
            String name, boolean ifNotExists, @Nullable String version) implements Command {}

    /**
     * Another object, such as a schema, sequence or role.
     *
     * @param on the table of a rule or of statistics
     */
    record CreateOther(
            String kind,
            @Nullable ObjectName name,
            boolean ifNotExists,
            boolean orReplace,
            @Nullable ObjectName on) implements Command {}

    /** @param on the table of a policy */
    record AlterOther(
            String kind,
            @Nullable ObjectName name,
            @Nullable ObjectName on) implements Command {
        AlterOther(String kind, @Nullable ObjectName name) {
            this(kind, name, null);
        }
    }

    /**
     * @param columnsNamed whether it says which columns it fills
     * @param query whether its rows come from a query
     * @param reads whether this query names a table
     * @param numbers the highest whole number that its rows give to each column that it names
     */
    record Insert(
            ObjectName table,
            boolean columnsNamed,
            boolean query,
            boolean reads,
            boolean conflict,
            Map<String, Long> numbers)
            implements Command {}

    record Update(ObjectName table, boolean where) implements Command {}

    record Delete(ObjectName table, boolean where) implements Command {}

    record Merge(ObjectName table) implements Command {}

    record Copy(ObjectName table, boolean from) implements Command {}

    /** A query. */
    record Select(List<String> calls) implements Command {}

    record Truncate(List<ObjectName> tables, boolean cascade) implements Command {}

    /**
     * @param privileges in upper case; {@code ALL} for all of them; names of roles where a membership is granted
     * @param kind of the objects: {@code table}, {@code all tables}, or another one
     * @param objects tables; of {@code all tables} their schemas; of another kind none
     * @param grantees in lower case as they are folded; {@code public} for all roles
     */
    record Grant(
            boolean revoke,
            List<String> privileges,
            boolean membership,
            String kind,
            List<ObjectName> objects,
            List<String> grantees,
            boolean option)
            implements Command {}

    /** @param word {@code BEGIN}, {@code COMMIT}, {@code ROLLBACK}, {@code SAVEPOINT} or {@code RELEASE} */
    record Transaction(String word) implements Command {}

    record Setting(String name, String value, boolean local) implements Command {}

    record LockTable(List<ObjectName> tables, String mode) implements Command {}

    record Refresh(ObjectName view, boolean concurrently, boolean withData) implements Command {}

    record Reindex(String kind, @Nullable ObjectName name, boolean concurrently) implements Command {}

    /** @param word {@code CLUSTER}, {@code VACUUM} or {@code ANALYZE} */
    record Maintenance(String word, List<ObjectName> tables, boolean full) implements Command {}

    record Comment(String kind, @Nullable ObjectName name) implements Command {}

    /** A statement whose effect its text does not say, or that is not understood. */
    record Opaque(String reason) implements Command {}
}
