package dev.migrationcontrol.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table, view, sequence or another relation of a target.
 *
 * @param kind as {@code pg_class.relkind} has it: {@code r} table, {@code p} partitioned table, {@code v} view, {@code m}
 *     materialized view, {@code f} foreign table, {@code S} sequence
 * @param owned whether the role of the session has the rights of its owner
 * @param rows an estimate by the server; null where it was never counted
 * @param bytes of the table with its large values, without indexes; null where that is not known
 * @param indexBytes of all its indexes; null where that is not known
 * @param unlogged whether it is not written to the log
 * @param rowSecurity whether policies decide which rows a role sees
 * @param replicaIdentity as {@code pg_class.relreplident} has it: {@code d} primary key, {@code i} index, {@code f} full,
 *     {@code n} nothing
 * @param parent the partitioned table, or the table that it inherits from, with its schema; null where there is none
 * @param bound the values that it holds as a partition, as {@code FOR VALUES …} or {@code DEFAULT}; null where it is none
 * @param grantees the roles that were granted something on it, {@code public} for all; the owner is not among them
 * @param dependents what names it or its columns: views, rules, policies, functions, generated columns
 */
public record TargetRelation(
        String schema,
        String name,
        String kind,
        String owner,
        boolean owned,
        @Nullable Long rows,
        @Nullable Long bytes,
        @Nullable Long indexBytes,
        boolean unlogged,
        boolean rowSecurity,
        String replicaIdentity,
        @Nullable String parent,
        @Nullable String bound,
        List<String> grantees,
        Activity activity,
        List<TargetColumn> columns,
        List<TargetIndex> indexes,
        List<TargetConstraint> constraints,
        List<Trigger> triggers,
        List<RowPolicy> policies,
        List<Dependent> dependents) {
    public TargetRelation {
        grantees = List.copyOf(grantees);
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        constraints = List.copyOf(constraints);
        triggers = List.copyOf(triggers);
        policies = List.copyOf(policies);
        dependents = List.copyOf(dependents);
    }

    /**
     * What was done with it since the server's statistics began. Two reads make rates of them.
     *
     * @param scans how often it was read whole
     * @param indexScans how often it was read by an index
     * @param rowsRead by scans and by indexes
     */
    public record Activity(
            long scans, long indexScans, long rowsRead, long inserts, long updates, long deletes, long liveRows) {
        public static final Activity NONE = new Activity(0, 0, 0, 0, 0, 0, 0);

        public long reads() {
            return scans + indexScans;
        }

        public long writes() {
            return inserts + updates + deletes;
        }
    }

    /** A trigger that someone made; those of foreign keys are none. */
    public record Trigger(String name, boolean enabled, String function) {}

    /**
     * A policy on rows.
     *
     * @param command the command that it is for; {@code ALL} for each
     * @param roles {@code public} for all
     */
    public record RowPolicy(String name, boolean permissive, String command, List<String> roles) {
        public RowPolicy {
            roles = List.copyOf(roles);
        }
    }

    /**
     * What depends on the relation or on one of its columns.
     *
     * @param kind such as {@code view}
     * @param column null where it depends on the relation as a whole
     */
    public record Dependent(
            String kind, String name, @Nullable String column) {}

    /** Its name with its schema, as {@code public.orders}; parts are not quoted. */
    public String qualified() {
        return schema + "." + name;
    }

    public boolean isTable() {
        return kind.equals("r") || kind.equals("p");
    }

    public boolean isPartitioned() {
        return kind.equals("p");
    }

    public Optional<TargetColumn> column(String column) {
        return columns.stream().filter(each -> each.name().equals(column)).findFirst();
    }

    public Optional<TargetIndex> index(String index) {
        return indexes.stream().filter(each -> each.name().equals(index)).findFirst();
    }

    public Optional<TargetConstraint> constraint(String constraint) {
        return constraints.stream()
                .filter(each -> each.name().equals(constraint))
                .findFirst();
    }

    public Optional<TargetConstraint> primaryKey() {
        return constraints(TargetConstraint::isPrimaryKey).findFirst();
    }

    public Stream<TargetConstraint> foreignKeys() {
        return constraints(TargetConstraint::isForeignKey);
    }

    public Stream<TargetConstraint> constraints(Predicate<TargetConstraint> wanted) {
        return constraints.stream().filter(wanted);
    }
}
