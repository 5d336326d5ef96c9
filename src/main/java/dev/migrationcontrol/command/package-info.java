/** Where the program begins: as the service, or for one command that needs no running service. */
@NullMarked
package dev.migrationcontrol.command;

import org.jspecify.annotations.NullMarked;
