package shop

import de.neonew.exposed.migrations.loadMigrationsFrom
import de.neonew.exposed.migrations.runMigrations

fun bringUp() = runMigrations(loadMigrationsFrom("shop.migration"))
