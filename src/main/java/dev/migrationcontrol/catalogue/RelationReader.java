package dev.migrationcontrol.catalogue;

import dev.migrationcontrol.catalogue.TargetRelation.Activity;
import dev.migrationcontrol.catalogue.TargetRelation.Dependent;
import dev.migrationcontrol.catalogue.TargetRelation.RowPolicy;
import dev.migrationcontrol.catalogue.TargetRelation.Trigger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the relations of a target with what belongs to them. */
final class RelationReader {
    private static final int MOST_RELATIONS = 20_000;
    private static final int MOST_PARTS = 200_000;

    private final Connection connection;
    private final Map<Long, Parts> parts = new LinkedHashMap<>();
    private boolean complete = true;

    RelationReader(Connection connection) {
        this.connection = connection;
    }

    /** What is collected for one relation. */
    private static final class Parts {
        private final List<TargetColumn> columns = new ArrayList<>();
        private final List<TargetIndex> indexes = new ArrayList<>();
        private final List<TargetConstraint> constraints = new ArrayList<>();
        private final List<Trigger> triggers = new ArrayList<>();
        private final List<RowPolicy> policies = new ArrayList<>();
        private final List<Dependent> dependents = new ArrayList<>();
        private @Nullable Long bytes;
        private @Nullable Long indexBytes;
    }

    boolean isComplete() {
        return complete;
    }

    Map<String, TargetRelation> read() throws SQLException {
        sizes();
        each("columns", (of, row) -> of.columns.add(column(row)));
        each("indexes", (of, row) -> of.indexes.add(index(row)));
        each("constraints", (of, row) -> of.constraints.add(constraint(row)));
        each(
                "triggers",
                (of, row) -> of.triggers.add(
                        new Trigger(row.getString("name"), row.getBoolean("enabled"), row.getString("function"))));
        each(
                "policies",
                (of, row) -> of.policies.add(new RowPolicy(
                        row.getString("name"),
                        row.getBoolean("permissive"),
                        row.getString("command"),
                        CatalogueQuery.texts(row, "roles"))));
        each(
                "dependents",
                (of, row) -> of.dependents.add(
                        new Dependent(row.getString("kind"), row.getString("name"), row.getString("column_name"))));
        Map<String, TargetRelation> relations = new LinkedHashMap<>();
        complete &= CatalogueQuery.read(connection, "relations", MOST_RELATIONS, row -> {
            TargetRelation relation = relation(row, parts(row));
            relations.put(relation.qualified(), relation);
        });
        return relations;
    }

    /** A size is measured under a lock; where another session holds the table, the pages of the last VACUUM have to do. */
    private void sizes() throws SQLException {
        CatalogueQuery.RowReader reader = row -> {
            Parts of = parts(row);
            of.bytes = row.getObject("bytes", Long.class);
            of.indexBytes = row.getObject("index_bytes", Long.class);
        };
        try {
            CatalogueQuery.read(connection, "sizes", MOST_RELATIONS, reader);
        } catch (SQLException e) {
            if (!CatalogueQuery.isBlocked(e)) {
                throw e;
            }
            CatalogueQuery.read(connection, "pages", MOST_RELATIONS, reader);
        }
    }

    private interface PartReader {
        void read(Parts of, ResultSet row) throws SQLException;
    }

    private void each(String query, PartReader reader) throws SQLException {
        complete &= CatalogueQuery.read(connection, query, MOST_PARTS, row -> reader.read(parts(row), row));
    }

    private Parts parts(ResultSet row) throws SQLException {
        return parts.computeIfAbsent(row.getLong("oid"), oid -> new Parts());
    }

    private static TargetColumn column(ResultSet row) throws SQLException {
        return new TargetColumn(
                row.getString("name"),
                row.getString("type"),
                row.getString("base"),
                row.getBoolean("constrained_domain"),
                row.getBoolean("not_null"),
                row.getBoolean("has_default"),
                row.getString("default_value"),
                row.getString("generated"),
                row.getString("identity"));
    }

    private static TargetIndex index(ResultSet row) throws SQLException {
        return new TargetIndex(
                row.getString("name"),
                row.getString("method"),
                CatalogueQuery.texts(row, "columns"),
                row.getInt("keyed"),
                row.getBoolean("is_unique"),
                row.getBoolean("is_primary"),
                row.getBoolean("valid"),
                row.getBoolean("partial"),
                row.getBoolean("replica_identity"),
                row.getString("constraint_name"),
                row.getBoolean("partition"),
                row.getLong("scans"),
                Objects.requireNonNullElse(row.getString("definition"), ""));
    }

    private static TargetConstraint constraint(ResultSet row) throws SQLException {
        return new TargetConstraint(
                row.getString("table_name"),
                row.getString("name"),
                row.getString("type"),
                row.getBoolean("validated"),
                CatalogueQuery.texts(row, "columns"),
                row.getString("index_name"),
                row.getString("referenced"),
                CatalogueQuery.texts(row, "referenced_columns"),
                row.getString("on_delete"),
                row.getString("on_update"),
                Objects.requireNonNullElse(row.getString("definition"), ""));
    }

    private static TargetRelation relation(ResultSet row, Parts of) throws SQLException {
        long rows = row.getLong("rows");
        return new TargetRelation(
                row.getString("schema"),
                row.getString("name"),
                row.getString("kind"),
                row.getString("owner"),
                row.getBoolean("owned"),
                rows < 0 ? null : rows,
                of.bytes,
                of.indexBytes,
                row.getBoolean("unlogged"),
                row.getBoolean("row_security"),
                row.getString("replica_identity"),
                row.getString("parent"),
                row.getString("bound"),
                CatalogueQuery.texts(row, "grantees"),
                activity(row, of),
                of.columns,
                of.indexes,
                of.constraints,
                of.triggers,
                of.policies,
                of.dependents);
    }

    private static Activity activity(ResultSet row, Parts of) throws SQLException {
        return new Activity(
                row.getLong("scans"),
                of.indexes.stream().mapToLong(TargetIndex::scans).sum(),
                row.getLong("rows_scanned") + row.getLong("rows_fetched"),
                row.getLong("inserts"),
                row.getLong("updates"),
                row.getLong("deletes"),
                row.getLong("live_rows"));
    }
}
