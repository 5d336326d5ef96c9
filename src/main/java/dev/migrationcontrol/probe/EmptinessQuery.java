package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.Policy;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/** Whether the managed schemas hold nothing, as Flyway decides it: objects that belong to extensions do not count. */
final class EmptinessQuery {
    private static final String SQL = """
            SELECT NOT EXISTS (
              SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = ANY (%1$s) AND c.relkind IN ('r', 'v', 'S', 't')
                 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
              UNION ALL
              SELECT FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
               WHERE n.nspname = ANY (%1$s) AND t.typcategory NOT IN ('A', 'C')
                 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
              UNION ALL
              SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
               WHERE n.nspname = ANY (%1$s)
                 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e'))""";

    private EmptinessQuery() {}

    static String sql(Policy policy) {
        return SQL.formatted(SqlText.array(policy.schemas()));
    }

    static boolean decode(RowSet<Row> answer) {
        return answer.iterator().next().getBoolean(0);
    }
}
