package dev.migrationcontrol.engine;

import org.jspecify.annotations.Nullable;

/**
 * How far PostgreSQL is with the running statement, from its {@code pg_stat_progress_…} views.
 *
 * @param command such as {@code CREATE INDEX CONCURRENTLY}
 * @param phase PostgreSQL's words, such as {@code building index: scanning table}
 * @param relation the table it works on; null where there is none
 * @param percent of this phase, 0 to 100; null where PostgreSQL does not know the whole
 */
public record ServerProgress(
        String command,
        String phase,
        @Nullable String relation,
        @Nullable Integer percent) {
    /** Of the backend given as parameter: command, phase, relation, what is done, what there is in all. */
    static final String SQL = """
            SELECT command, phase, relid::regclass::text,
                   CASE WHEN blocks_total > 0 THEN blocks_done WHEN tuples_total > 0 THEN tuples_done ELSE lockers_done END,
                   CASE WHEN blocks_total > 0 THEN blocks_total WHEN tuples_total > 0 THEN tuples_total ELSE lockers_total END
              FROM pg_catalog.pg_stat_progress_create_index WHERE pid = %1$d AND datname = pg_catalog.current_database()
            UNION ALL
            SELECT 'VACUUM', phase, relid::regclass::text, heap_blks_scanned, heap_blks_total
              FROM pg_catalog.pg_stat_progress_vacuum WHERE pid = %1$d AND datname = pg_catalog.current_database()
            UNION ALL
            SELECT 'ANALYZE', phase, relid::regclass::text, sample_blks_scanned, sample_blks_total
              FROM pg_catalog.pg_stat_progress_analyze WHERE pid = %1$d AND datname = pg_catalog.current_database()
            UNION ALL
            SELECT command, phase, relid::regclass::text, heap_blks_scanned, heap_blks_total
              FROM pg_catalog.pg_stat_progress_cluster WHERE pid = %1$d AND datname = pg_catalog.current_database()
            UNION ALL
            SELECT command, 'copying', nullif(relid, 0)::regclass::text, bytes_processed, bytes_total
              FROM pg_catalog.pg_stat_progress_copy WHERE pid = %1$d AND datname = pg_catalog.current_database()""";

    static ServerProgress of(String command, String phase, @Nullable String relation, long done, long total) {
        Integer percent = total <= 0 ? null : (int) Math.min(100, done * 100 / total);
        return new ServerProgress(command, phase, relation, percent);
    }
}
