/** The lots in which all unit tests run, two at the same time, each of these in a JVM and on a server of its own. */
package dev.migrationcontrol.lot;
