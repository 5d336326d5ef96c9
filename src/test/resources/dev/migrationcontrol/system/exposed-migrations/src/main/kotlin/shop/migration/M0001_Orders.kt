package shop.migration

import de.neonew.exposed.migrations.helpers.SQLMigration

class M0001_Orders : SQLMigration() {
    override val sql = "CREATE TABLE orders (id bigint PRIMARY KEY)"
}
