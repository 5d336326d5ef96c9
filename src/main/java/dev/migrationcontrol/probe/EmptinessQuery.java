package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.sql.SqlIdentifiers;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/** Whether the managed schemas hold nothing, as Flyway decides it: objects that belong to extensions do not count. */
final class EmptinessQuery {
    private static final String SQL = """
            NOT EXISTS (
              SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE %1$s AND c.relkind IN (%2$s)
                 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
              UNION ALL
              SELECT FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
               WHERE %1$s AND t.typcategory NOT IN ('A', 'C')
                 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
              UNION ALL
              SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
               WHERE %1$s
                 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e'))""";

    /** What this service keeps of a consolidation is not the application's. */
    private static final String ANYWHERE = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
            + " AND n.nspname !~ '^migration_control_archive'";

    /**
     * What is empty.
     *
     * @param schemas those that are managed, as Flyway decides it
     * @param database all of it
     */
    record Emptiness(boolean schemas, boolean database) {
        static final Emptiness NOT_ASKED = new Emptiness(false, false);
    }

    private EmptinessQuery() {}

    static String sql(Policy policy) {
        String managed = "n.nspname = ANY (" + SqlIdentifiers.array(policy.schemas()) + ")";
        return "SELECT " + SQL.formatted(managed, "'r', 'v', 'S', 't'") + ", "
                + SQL.formatted(ANYWHERE, "'r', 'p', 'f', 'v', 'm', 'S'");
    }

    static Emptiness decode(RowSet<Row> answer) {
        Row row = answer.iterator().next();
        return new Emptiness(row.getBoolean(0), row.getBoolean(1));
    }
}
