package dev.migrationcontrol.audit;

import java.util.List;

/** Tables of products that are libraries of a language or belong to one application. */
final class ProductSamples {
    private ProductSamples() {}

    static List<SystemSample> all() {
        return List.of(
                SystemSample.of(
                        "gormigrate",
                        "migrations",
                        "id VARCHAR(255) PRIMARY KEY",
                        "('202401311000'),('202402011000')",
                        "202402011000"),
                SystemSample.of(
                        "xorm",
                        "migration",
                        "id VARCHAR(255), description VARCHAR(255)",
                        "('20240131100000','create orders')",
                        "20240131100000"),
                SystemSample.of(
                        "mikro-orm",
                        "mikro_orm_migrations",
                        "id SERIAL PRIMARY KEY, name VARCHAR(255), executed_at TIMESTAMPTZ DEFAULT now()",
                        "(1,'Migration20240131100000',now())",
                        "Migration20240131100000"),
                SystemSample.of(
                        "piccolo",
                        "migration",
                        "id SERIAL PRIMARY KEY, name VARCHAR(200) NOT NULL DEFAULT '', app_name VARCHAR(200) NOT NULL"
                                + " DEFAULT '', ran_on TIMESTAMP NOT NULL DEFAULT now()",
                        "(1,'2024-01-31T10:00:00:123456','shop',now())",
                        "2024-01-31T10:00:00:123456"),
                SystemSample.of(
                        "dbix-class",
                        "dbix_class_deploymenthandler_versions",
                        "id SERIAL PRIMARY KEY, version VARCHAR(50) NOT NULL, ddl TEXT, upgrade_sql TEXT",
                        "(1,'1',NULL,NULL),(2,'2',NULL,NULL)",
                        "2"),
                SystemSample.of(
                        "peewee",
                        "migratehistory",
                        "id SERIAL PRIMARY KEY, name VARCHAR(255) NOT NULL, migrated_at TIMESTAMP NOT NULL",
                        "(1,'001_orders',now())",
                        "001_orders"),
                SystemSample.of(
                        "pop",
                        "schema_migration",
                        "version VARCHAR(14) NOT NULL PRIMARY KEY",
                        "('20240131100000')",
                        "20240131100000"),
                SystemSample.of(
                        "hasura",
                        "hdb_catalog.hdb_version",
                        "hasura_uuid UUID PRIMARY KEY DEFAULT gen_random_uuid(), version TEXT NOT NULL, upgraded_on TIMESTAMPTZ"
                                + " NOT NULL, cli_state JSONB NOT NULL DEFAULT '{}', console_state JSONB NOT NULL DEFAULT '{}'",
                        "(gen_random_uuid(),'48',now(),'{\"migrations\": {\"default\": {\"1706695200000\": false,"
                                + " \"1706781600000\": false}}}','{}')",
                        "1706781600000"),
                SystemSample.of(
                        "db-migrate",
                        "migrations",
                        "id SERIAL PRIMARY KEY, name VARCHAR(255) NOT NULL, run_on TIMESTAMP NOT NULL",
                        "(1,'/20240131100000-orders',now())",
                        "20240131100000-orders"),
                SystemSample.of(
                        "aerich",
                        "aerich",
                        "id SERIAL PRIMARY KEY, version VARCHAR(255) NOT NULL, app VARCHAR(100) NOT NULL, content JSONB NOT NULL",
                        "(1,'0_20240131100000_init.py','models','{}')",
                        "0_20240131100000_init.py"),
                SystemSample.of(
                                "temporal",
                                "schema_version",
                                "version_partition INT NOT NULL, db_name VARCHAR(255) NOT NULL, creation_time TIMESTAMP, curr_version"
                                        + " VARCHAR(64), min_compatible_version VARCHAR(64), PRIMARY KEY (version_partition, db_name)",
                                "(0,'temporal',now(),'1.10','1.0')",
                                "1.10")
                        .with(
                                "CREATE TABLE %s.schema_update_history (version_partition INT NOT NULL, year INT NOT NULL, month"
                                        + " INT NOT NULL, update_time TIMESTAMP NOT NULL, description VARCHAR(255), manifest_md5"
                                        + " VARCHAR(64), new_version VARCHAR(64), old_version VARCHAR(64));"),
                SystemSample.of(
                        "openfire",
                        "ofversion",
                        "name VARCHAR(50) NOT NULL PRIMARY KEY, version INTEGER NOT NULL",
                        "('openfire',36)",
                        "36"));
    }
}
