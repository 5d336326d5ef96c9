package dev.migrationcontrol.conversion.migration;

/** How a system gives a script to the server. */
public enum TransactionStyle {
    /** In a transaction of its own, unless the script is marked. */
    TRANSACTION,
    /** As one message: PostgreSQL makes one transaction of its statements, but a single statement runs alone. */
    ONE_MESSAGE,
    /** Statement by statement, as psql does; what is to be one transaction says so itself. */
    STATEMENTS
}
