package dev.migrationcontrol.conversion.migration;

/**
 * A block as Flyway is to run it.
 *
 * @param transactional whether Flyway runs it in one transaction with its history row
 */
public record FlywayScript(String sql, SqlText text, boolean transactional) {}
