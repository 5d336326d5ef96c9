package dev.migrationcontrol.freeze;

/**
 * A freeze of the configuration.
 *
 * @param timing as it was written
 */
record ConfiguredFreeze(Freeze freeze, WindowReader.Timing timing) {}
