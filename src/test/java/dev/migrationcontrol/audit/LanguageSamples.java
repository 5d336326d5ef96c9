package dev.migrationcontrol.audit;

import static dev.migrationcontrol.audit.SystemSample.of;

import java.util.List;
import java.util.stream.Stream;

/** Tables of libraries that are at home in one language or framework. */
final class LanguageSamples {
    private static final String HASH = "da39a3ee5e6b4b0d3255bfef95601890afd80709";

    private LanguageSamples() {}

    static List<SystemSample> all() {
        return Stream.of(scripts(), web(), functional()).flatMap(List::stream).toList();
    }

    private static List<SystemSample> scripts() {
        return List.of(
                of(
                        "postgrator",
                        "schemaversion",
                        "version BIGINT PRIMARY KEY, name TEXT DEFAULT '', md5 TEXT DEFAULT '', run_at TIMESTAMPTZ",
                        "(0,'','',NULL),(1,'orders','d41d8',now()),(2,'notes','d41d9',now())",
                        "2"),
                of(
                        "postgres-migrations",
                        "migrations",
                        "id INTEGER PRIMARY KEY, name VARCHAR(100) UNIQUE NOT NULL, hash VARCHAR(40) NOT NULL, executed_at"
                                + " TIMESTAMP DEFAULT current_timestamp",
                        "(0,'create-migrations-table','" + HASH + "',now()),(1,'orders','" + HASH + "',now())",
                        "1"),
                of(
                        "slonik-migrator",
                        "migration",
                        "name TEXT PRIMARY KEY, hash TEXT NOT NULL, date TIMESTAMPTZ NOT NULL DEFAULT now()",
                        "('2024.01.31T10.00.00.orders.sql','d41d8',now())",
                        "2024.01.31T10.00.00.orders.sql"),
                of(
                        "grate",
                        "grate.ScriptsRun",
                        "id BIGSERIAL PRIMARY KEY, version_id BIGINT, script_name VARCHAR(255), text_of_script TEXT, text_hash"
                                + " VARCHAR(512), one_time_script BOOLEAN, entry_date TIMESTAMP, modified_date TIMESTAMP,"
                                + " entered_by VARCHAR(50)",
                        "(1,1,'0001_orders.sql','x','y',true,now(),now(),'ann')",
                        "0001_orders.sql"),
                of(
                        "mojo-pg",
                        "mojo_migrations",
                        "name TEXT PRIMARY KEY, version BIGINT NOT NULL CHECK (version >= 0)",
                        "('shop',7)",
                        "7"),
                of(
                        "darwin",
                        "darwin_migrations",
                        "id SERIAL NOT NULL, version REAL NOT NULL, description VARCHAR(255) NOT NULL, checksum VARCHAR(32) NOT"
                                + " NULL, applied_at INTEGER NOT NULL, execution_time REAL NOT NULL, UNIQUE (version), PRIMARY KEY (id)",
                        "(1,1.1,'Create orders','d41d8',1706695200,0.1)",
                        "1.1"));
    }

    private static List<SystemSample> web() {
        return List.of(
                of(
                        "yii",
                        "migration",
                        "version VARCHAR(180) NOT NULL PRIMARY KEY, apply_time INTEGER",
                        "('m000000_000000_base',1706695100),('m240131_100000_orders',1706695200)",
                        "m240131_100000_orders"),
                of(
                        "codeigniter",
                        "migrations",
                        "id BIGSERIAL PRIMARY KEY, version VARCHAR NOT NULL, class VARCHAR NOT NULL, \"group\" VARCHAR NOT NULL,"
                                + " namespace VARCHAR NOT NULL, time INT NOT NULL, batch INT NOT NULL",
                        "(1,'2024-01-31-100000','Orders','default','App',1706695200,1)",
                        "2024-01-31-100000"),
                of(
                        "phpbb",
                        "phpbb_migrations",
                        "migration_name VARCHAR(255) NOT NULL PRIMARY KEY, migration_depends_on VARCHAR(8000) NOT NULL DEFAULT '',"
                                + " migration_schema_done INT2 NOT NULL DEFAULT 0, migration_data_done INT2 NOT NULL DEFAULT 0,"
                                + " migration_data_state VARCHAR(8000) NOT NULL DEFAULT '', migration_start_time INT4 NOT NULL DEFAULT 0,"
                                + " migration_end_time INT4 NOT NULL DEFAULT 0",
                        "('a','',1,1,'',1706695200,1706695201)",
                        "a"),
                of(
                        "lucid",
                        "adonis_schema",
                        "id SERIAL PRIMARY KEY, name VARCHAR(255) NOT NULL, batch INT NOT NULL, migration_time TIMESTAMPTZ DEFAULT"
                                + " current_timestamp",
                        "(1,'database/migrations/1706695200000_orders',1,now())",
                        "database/migrations/1706695200000_orders"),
                of(
                        "fluent",
                        "_fluent_migrations",
                        "id UUID PRIMARY KEY, name TEXT NOT NULL UNIQUE, batch BIGINT NOT NULL, created_at TIMESTAMPTZ, updated_at"
                                + " TIMESTAMPTZ",
                        "(gen_random_uuid(),'App.CreateOrder',1,now(),now())",
                        "App.CreateOrder"),
                of(
                        "avram",
                        "migrations",
                        "id SERIAL PRIMARY KEY, version BIGINT NOT NULL",
                        "(1,20240131100000)",
                        "20240131100000"),
                of(
                        "micrate",
                        "micrate_db_version",
                        "id SERIAL NOT NULL, version_id BIGINT NOT NULL, is_applied BOOLEAN NOT NULL, tstamp TIMESTAMP NULL DEFAULT"
                                + " now(), PRIMARY KEY (id)",
                        "(1,20240131100000,true,now())",
                        "20240131100000"),
                of(
                        "serverpod",
                        "serverpod_migrations",
                        "id BIGSERIAL PRIMARY KEY, module TEXT NOT NULL, version TEXT NOT NULL, \"timestamp\" TIMESTAMP",
                        "(1,'shop','20240131100000000',now())",
                        "20240131100000000"));
    }

    private static List<SystemSample> functional() {
        return List.of(
                of(
                        "play-evolutions",
                        "play_evolutions",
                        "id INT NOT NULL PRIMARY KEY, hash VARCHAR(255) NOT NULL, applied_at TIMESTAMP NOT NULL, apply_script TEXT,"
                                + " revert_script TEXT, state VARCHAR(255), last_problem TEXT",
                        "(1,'d41d8',now(),'CREATE TABLE orders (id int)','DROP TABLE orders','applied','')",
                        "1"),
                of(
                        "migratus",
                        "schema_migrations",
                        "id BIGINT UNIQUE NOT NULL, applied TIMESTAMP, description VARCHAR(1024)",
                        "(20240131100000,now(),'orders')",
                        "20240131100000"),
                of(
                        "ragtime",
                        "ragtime_migrations",
                        "id VARCHAR(255), created_at VARCHAR(32)",
                        "('001-orders','2024-01-31T10:00:00.000')",
                        "001-orders"),
                of(
                        "postgresql-simple-migration",
                        "schema_migrations",
                        "filename VARCHAR(512) NOT NULL, checksum VARCHAR(32) NOT NULL, executed_at TIMESTAMP DEFAULT now() NOT NULL",
                        "('0001-orders.sql','XUFAKrxLKna5cZ2REBfFkg==',now())",
                        "0001-orders.sql"),
                of(
                        "sqlalchemy-migrate",
                        "migrate_version",
                        "repository_id VARCHAR(250) NOT NULL PRIMARY KEY, repository_path TEXT, version INTEGER",
                        "('shop','repository',12)",
                        "12"));
    }
}
