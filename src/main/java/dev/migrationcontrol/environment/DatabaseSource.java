package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import java.util.Optional;

/**
 * One place that says where a database is.
 *
 * @param variable as the operator spelled it
 * @param database nothing if it is unusable, which has been reported
 */
record DatabaseSource(String variable, Optional<Database> database) {}
