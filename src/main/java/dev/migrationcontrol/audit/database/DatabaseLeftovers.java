package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.audit.database.DatabaseLeftover.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Finds extensions, and what interrupted changes left. */
final class DatabaseLeftovers {
    private static final String EXTENSIONS = """
            SELECT e.extname, e.extversion, n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
             WHERE e.extname <> 'plpgsql' ORDER BY 1""";

    /** The index of a partitioned table may be invalid until its last partition is attached. */
    private static final String INDEXES = """
            SELECT n.nspname || '.' || c.relname, tn.nspname || '.' || t.relname, pg_get_indexdef(c.oid)
              FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
             WHERE NOT i.indisvalid AND c.relkind = 'i' ORDER BY 1 LIMIT 1000""";

    private static final String CONSTRAINTS = """
            SELECT n.nspname || '.' || k.conname, n.nspname || '.' || t.relname, pg_get_constraintdef(k.oid)
              FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
             WHERE NOT k.convalidated AND k.conparentid = 0 ORDER BY 1 LIMIT 1000""";

    private final DatabaseReader look;

    DatabaseLeftovers(DatabaseReader look) {
        this.look = look;
    }

    List<DatabaseExtension> extensions() throws SQLException {
        return look.read(
                EXTENSIONS, row -> new DatabaseExtension(row.getString(1), row.getString(2), row.getString(3)));
    }

    List<DatabaseLeftover> find() throws SQLException {
        return Stream.concat(find(INDEXES, Kind.INVALID_INDEX).stream(), find(CONSTRAINTS, Kind.NOT_VALIDATED).stream())
                .toList();
    }

    private List<DatabaseLeftover> find(String sql, Kind kind) throws SQLException {
        return look.read(sql, row -> new DatabaseLeftover(kind, row.getString(1), row.getString(2), row.getString(3)));
    }
}
