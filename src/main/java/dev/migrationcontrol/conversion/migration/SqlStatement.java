package dev.migrationcontrol.conversion.migration;

import java.util.regex.Pattern;

/**
 * One statement of a script.
 *
 * @param start offset of its first character
 * @param end offset after its semicolon, or after its last character
 * @param line of its first character, from 1
 * @param head its words in upper case, without comments and with empty literals
 */
public record SqlStatement(int start, int end, int line, String head) {
    private static final Pattern OUTSIDE =
            Pattern.compile("(CREATE (UNIQUE )?INDEX CONCURRENTLY|DROP INDEX CONCURRENTLY"
                    + "|REINDEX\\b.*\\bCONCURRENTLY|REINDEX ?(\\(.*\\) ?)?(DATABASE|SYSTEM)|VACUUM|(CREATE|DROP) DATABASE"
                    + "|(CREATE|DROP) TABLESPACE|ALTER SYSTEM|CREATE SUBSCRIPTION"
                    + "|ALTER TABLE .* DETACH PARTITION .* CONCURRENTLY|ALTER DATABASE .* SET TABLESPACE|CLUSTER$).*");
    private static final Pattern FLYWAY_OUTSIDE =
            Pattern.compile("(DISCARD ALL|DROP SUBSCRIPTION|REINDEX (VERBOSE )?SCHEMA)\\b.*");
    private static final Pattern BEGIN = Pattern.compile("(BEGIN|START TRANSACTION)\\b.*");
    private static final Pattern PLAIN_BEGIN = Pattern.compile("BEGIN( WORK| TRANSACTION)?|START TRANSACTION");
    private static final Pattern END = Pattern.compile("(COMMIT|END|ROLLBACK|ABORT)\\b.*");
    private static final Pattern PLAIN_COMMIT = Pattern.compile("(COMMIT|END)( WORK| TRANSACTION)?");
    private static final Pattern ROWS =
            Pattern.compile("(INSERT|UPDATE|DELETE|SELECT|SET|ANALYZE|VACUUM|REINDEX|COPY)\\b.*");

    /** Whether PostgreSQL refuses it inside of a transaction. */
    public boolean needsNoTransaction() {
        return OUTSIDE.matcher(head).matches();
    }

    /** Whether Flyway 13 takes it out of transactions by itself, although PostgreSQL allows it there. */
    public boolean runsOutsideOfFlywaysTransactions() {
        return addsEnumValue() || FLYWAY_OUTSIDE.matcher(head).matches();
    }

    boolean addsEnumValue() {
        return head.startsWith("ALTER TYPE ") && head.contains(" ADD VALUE");
    }

    public boolean beginsTransaction() {
        return BEGIN.matcher(head).matches();
    }

    /** Whether it says no more than {@code BEGIN}. */
    boolean isPlainBegin() {
        return PLAIN_BEGIN.matcher(head).matches();
    }

    public boolean endsTransaction() {
        return END.matcher(head).matches() && !head.matches("ROLLBACK( WORK| TRANSACTION)? TO\\b.*");
    }

    boolean isPlainCommit() {
        return PLAIN_COMMIT.matcher(head).matches();
    }

    /** Whether it may change rows but no schema. */
    boolean changesRowsAtMost() {
        return ROWS.matcher(head).matches() && !head.contains(" INTO TABLE ");
    }

    /** Whether it changes a setting for longer than its transaction. */
    boolean setsSession() {
        return (head.startsWith("SET ") && !head.matches("SET (LOCAL|TRANSACTION|CONSTRAINTS)\\b.*"))
                || head.matches("SELECT (PG_CATALOG\\.)?SET_CONFIG ?\\(.*FALSE ?\\)");
    }
}
