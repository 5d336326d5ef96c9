/** The two lots in which all unit tests run at the same time, each in a JVM and on a server of its own. */
package dev.migrationcontrol.lot;
