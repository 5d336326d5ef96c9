package dev.migrationcontrol.consolidation;

/**
 * A block as Flyway is to run it.
 *
 * @param transactional whether Flyway runs it in one transaction with its history row
 */
public record Shaped(String sql, SqlText text, boolean transactional) {}
