package dev.migrationcontrol.control;

import java.time.Duration;

/**
 * What is set on each session on the control database, whatever its database or role has set. Sent as statements after the
 * log-on, since a pooler in session mode refuses settings in the log-on itself.
 *
 * @param statement how long a statement may run; zero is without limit
 * @param idleInTransaction how long a transaction may wait for its next statement
 */
record ControlSession(Duration statement, Duration idleInTransaction) {
    /**
     * A request waits for no statement longer than this. A replica that is paused or cut off in the middle of a transaction
     * keeps its locks no longer than 3 s, so that another can take its work over.
     */
    static final ControlSession REQUEST = new ControlSession(Duration.ofSeconds(30), Duration.ofSeconds(3));

    static final ControlSession EXECUTION = new ControlSession(Duration.ofSeconds(60), Duration.ofSeconds(3));

    /** For work that reads or builds everything: migrations of the schema, the proof and the export of the journal. */
    static final ControlSession LONG = new ControlSession(Duration.ZERO, Duration.ofMinutes(2));

    /** Settings that older servers do not know are set only where they are known. */
    private static final String OTHERS = """
            ; SET lock_timeout = '10s'; SET default_transaction_read_only = off
            ; SET default_transaction_isolation = 'read committed'; SET default_transaction_deferrable = off
            ; SET row_security = on; SET jit = off; SET standard_conforming_strings = on
            ; SELECT pg_catalog.set_config(name, '0', false)
                FROM pg_catalog.unnest(ARRAY['idle_session_timeout', 'transaction_timeout']) AS known (name)
               WHERE pg_catalog.current_setting(name, true) IS NOT NULL
            ; SELECT pg_catalog.set_config('synchronous_commit', 'on', false)
               WHERE pg_catalog.current_setting('synchronous_commit') = 'off'
            ; SELECT pg_catalog.set_config('search_path', 'public', false)
               WHERE pg_catalog.btrim(pg_catalog.current_setting('search_path'), ' "') IN ('', 'pg_catalog')""";

    /** One message for all of them. */
    String sql() {
        return "SET statement_timeout = " + statement.toMillis() + "; SET idle_in_transaction_session_timeout = "
                + idleInTransaction.toMillis() + OTHERS;
    }
}
