package dev.migrationcontrol.finding;

/** How much a finding matters. */
public enum Severity {
    /** Something is broken or will be: it must be resolved before a consolidation. */
    ERROR,
    /** Something may surprise: someone should look at it. */
    WARNING,
    /** Good to know. */
    INFO
}
