package dev.migrationcontrol.scratch;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings of sessions that read catalogues or work on scratch databases. They are given at the log-on, so that what a
 * role or database has for the application (limits of time, read-only transactions) does not hold for them. PostgreSQL
 * compiles the large queries on catalogues for minutes where {@code jit} is on, as it is by default since 12.
 */
public final class WorkSession {
    /** For what may run, wait or be idle as long as the work needs; one statement at most five minutes. */
    private static final Map<String, String> WORKING = Map.ofEntries(
            Map.entry("jit", "off"),
            Map.entry("statement_timeout", "300000"),
            Map.entry("lock_timeout", "0"),
            Map.entry("idle_session_timeout", "0"),
            Map.entry("idle_in_transaction_session_timeout", "0"),
            Map.entry("default_transaction_read_only", "off"),
            Map.entry("default_transaction_isolation", "read committed"),
            // What other processes read for a session is not counted with it.
            Map.entry("max_parallel_maintenance_workers", "0"),
            Map.entry("max_parallel_workers_per_gather", "0"));

    private WorkSession() {}

    /** For a session that may write, as on a scratch database. */
    public static Map<String, String> writing() {
        return WORKING;
    }

    /** For a session that only reads. */
    public static Map<String, String> reading() {
        return with(Map.of("default_transaction_read_only", "on"));
    }

    /** The same with others, which win. */
    public static Map<String, String> with(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(WORKING);
        all.putAll(others);
        return Map.copyOf(all);
    }

    /**
     * As a database's own parameter {@code options} has them, for sessions that others open on it.
     *
     * @param serverVersion the major one: an older server refuses the log-on for a setting that it does not know
     */
    static String options(int serverVersion) {
        Map<String, String> all = new TreeMap<>(WORKING);
        if (serverVersion >= 17) {
            all.put("transaction_timeout", "0");
        }
        return all.entrySet().stream()
                .map(each -> "-c " + each.getKey() + "=" + each.getValue().replace(" ", "\\ "))
                .collect(Collectors.joining(" "));
    }
}
