package dev.migrationcontrol.environment;

/**
 * One thing that keeps the service from starting; no part of it ever quotes a value that may hold a password.
 *
 * @param variable the variable or property at fault, or several
 * @param wrong continues the sentence that the variable begins
 * @param instead what to write or do
 */
public record Misconfiguration(String variable, String wrong, String instead) {}
