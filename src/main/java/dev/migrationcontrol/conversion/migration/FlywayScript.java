package dev.migrationcontrol.conversion.migration;

import dev.migrationcontrol.sql.ReadScript;

/**
 * A block as Flyway is to run it.
 *
 * @param transactional whether Flyway runs it in one transaction with its history row
 */
public record FlywayScript(String sql, ReadScript text, boolean transactional) {}
