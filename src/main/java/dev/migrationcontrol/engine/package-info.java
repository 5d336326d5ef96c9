/** The only importer of Flyway: scripts, history, running one migration up or down; knows no plan and no operation. */
@NullMarked
package dev.migrationcontrol.engine;

import org.jspecify.annotations.NullMarked;
