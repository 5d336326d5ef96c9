package dev.migrationcontrol.script;

import org.jspecify.annotations.Nullable;

/**
 * A file that looks like a migration and is none, so that it is never run.
 *
 * @param name below its location; null for those that are counted only
 * @param detail why, and what to do about it
 */
public record IgnoredFile(@Nullable String name, String detail) {}
