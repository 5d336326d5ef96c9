package dev.migrationcontrol.probe;

/**
 * Something that the environment's user may not do and that an upgrade needs.
 *
 * @param detail what is missing and the statement that gives it
 * @param readOnly whether everything that the user begins is read-only, rather than one privilege missing
 * @param stops whether an upgrade cannot even begin without it
 */
public record MissingRight(String detail, boolean readOnly, boolean stops) {}
