package dev.migrationcontrol.audit;

import java.util.List;
import java.util.stream.Stream;

/**
 * A migration system's tables as it creates them, and rows as it writes them.
 *
 * @param schema its default schema
 * @param table its default table
 * @param columns of the version table
 * @param rows for the version table
 * @param beside further statements; {@code %s} is the schema
 * @param versions what is newest after them
 */
public record SystemSample(
        String system, String schema, String table, String columns, String rows, String beside, List<String> versions) {

    private static final String FLYWAY_COLUMNS = "installed_rank INT NOT NULL PRIMARY KEY, version VARCHAR(50),"
            + " description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL, script VARCHAR(1000) NOT NULL,"
            + " checksum INTEGER, installed_by VARCHAR(100) NOT NULL, installed_on TIMESTAMP NOT NULL DEFAULT now(),"
            + " execution_time INTEGER NOT NULL, success BOOLEAN NOT NULL";
    private static final String HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    static SystemSample of(String system, String table, String columns, String rows, String... versions) {
        int dot = table.indexOf('.');
        return new SystemSample(
                system,
                dot < 0 ? "public" : table.substring(0, dot),
                table.substring(dot + 1),
                columns,
                rows,
                "",
                List.of(versions));
    }

    SystemSample with(String statements) {
        return new SystemSample(system, schema, table, columns, rows, statements, versions);
    }

    /** The statements that create it there. */
    public String sql(String inSchema, String asTable) {
        String qualified = quote(inSchema) + "." + quote(asTable);
        return "CREATE SCHEMA IF NOT EXISTS " + quote(inSchema) + "; CREATE TABLE " + qualified + " (" + columns + ");"
                + " INSERT INTO " + qualified + " VALUES " + rows + "; " + beside.replace("%s", quote(inSchema));
    }

    public static String quote(String name) {
        return "\"" + name + "\"";
    }

    public static List<SystemSample> all() {
        return Stream.of(
                        javaAndPython(),
                        goAndRust(),
                        javascript(),
                        others(),
                        ProductSamples.all(),
                        LanguageSamples.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<SystemSample> javaAndPython() {
        return List.of(
                of(
                        "flyway",
                        "app.flyway_schema_history",
                        FLYWAY_COLUMNS,
                        "(1,'1','a','SQL','V1__a.sql',1,'u',now(),1,true),(2,'2','b','SQL','V2__b.sql',2,'u',now(),1,true)",
                        "2"),
                of(
                        "flyway-legacy",
                        "schema_version",
                        "version_rank INT NOT NULL, installed_rank INT NOT NULL, version VARCHAR(50) NOT NULL PRIMARY KEY,"
                                + " description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL, script VARCHAR(1000) NOT NULL,"
                                + " checksum INTEGER, installed_by VARCHAR(100) NOT NULL, installed_on TIMESTAMP NOT NULL"
                                + " DEFAULT now(), execution_time INTEGER NOT NULL, success BOOLEAN NOT NULL",
                        "(1,1,'1','a','SQL','V1__a.sql',1,'u',now(),1,true)",
                        "1"),
                of(
                                "liquibase",
                                "databasechangelog",
                                "id VARCHAR(255) NOT NULL, author VARCHAR(255) NOT NULL, filename VARCHAR(255) NOT NULL,"
                                        + " dateexecuted TIMESTAMP NOT NULL, orderexecuted INT NOT NULL, exectype VARCHAR(10) NOT NULL,"
                                        + " md5sum VARCHAR(35), description VARCHAR(255), comments VARCHAR(255), tag VARCHAR(255),"
                                        + " liquibase VARCHAR(20), contexts VARCHAR(255), labels VARCHAR(255), deployment_id VARCHAR(10)",
                                "('c1','ann','db.changelog.xml',now(),1,'EXECUTED','8:ab','createTable','',NULL,'4.20',NULL,NULL,'1'),"
                                        + "('c2','bob','db.changelog.xml',now(),2,'MARK_RAN','8:ac','x','',NULL,'4.20',NULL,NULL,'1')",
                                "c2")
                        .with("CREATE TABLE %s.databasechangeloglock (id INT PRIMARY KEY, locked BOOLEAN NOT NULL,"
                                + " lockgranted TIMESTAMP, lockedby VARCHAR(255)); INSERT INTO %s.databasechangeloglock"
                                + " VALUES (1, false, NULL, NULL);"),
                of(
                        "alembic",
                        "alembic_version",
                        "version_num VARCHAR(32) NOT NULL PRIMARY KEY",
                        "('ae1027a6acf'),('1975ea83b712')",
                        "ae1027a6acf",
                        "1975ea83b712"),
                of(
                        "django",
                        "django_migrations",
                        "id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, app VARCHAR(255) NOT NULL, name VARCHAR(255)"
                                + " NOT NULL, applied TIMESTAMPTZ NOT NULL",
                        "(1,'auth','0001_initial',now()),(2,'shop','0001_initial',now()),(3,'shop','0002_price',now())",
                        "shop.0002_price",
                        "auth.0001_initial"),
                of(
                                "yoyo",
                                "_yoyo_migration",
                                "migration_hash VARCHAR(64) PRIMARY KEY, migration_id VARCHAR(255), applied_at_utc TIMESTAMP",
                                "('" + HASH + "','0001.create',now())",
                                "0001.create")
                        .with(
                                "CREATE TABLE %s._yoyo_log (id VARCHAR(36) PRIMARY KEY, migration_hash VARCHAR(64), migration_id"
                                        + " VARCHAR(255), operation VARCHAR(10), username VARCHAR(255), hostname VARCHAR(255), comment"
                                        + " VARCHAR(255), created_at_utc TIMESTAMP); CREATE TABLE %s._yoyo_version (version INT PRIMARY"
                                        + " KEY, installed_at_utc TIMESTAMP); CREATE TABLE %s.yoyo_lock (locked INT DEFAULT 1 PRIMARY"
                                        + " KEY, ctime TIMESTAMP, pid INT NOT NULL);"),
                of(
                        "mybatis",
                        "changelog",
                        "id NUMERIC(20,0) NOT NULL PRIMARY KEY, applied_at VARCHAR(25) NOT NULL, description VARCHAR(255) NOT NULL",
                        "(20240101000000,'2024-01-01 10:00:00','create changelog')",
                        "20240101000000"),
                of(
                        "custom",
                        "schema_migrations",
                        "filename TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at TIMESTAMPTZ NOT NULL DEFAULT now()",
                        "('001_init.sql','d41d8cd98f00b204e9800998ecf8427e',now() - interval '1 day'),"
                                + "('002_more.sql','d41d8cd98f00b204e9800998ecf8427f',now())",
                        "002_more.sql"));
    }

    private static List<SystemSample> goAndRust() {
        return List.of(
                of(
                        "golang-migrate",
                        "schema_migrations",
                        "version BIGINT NOT NULL PRIMARY KEY, dirty BOOLEAN NOT NULL",
                        "(12,false)",
                        "12"),
                of(
                        "dbmate",
                        "schema_migrations",
                        "version VARCHAR(128) PRIMARY KEY",
                        "('20240101120000'),('20240102120000')",
                        "20240102120000"),
                of(
                        "goose",
                        "goose_db_version",
                        "id INTEGER PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, version_id BIGINT NOT NULL, is_applied BOOLEAN"
                                + " NOT NULL, tstamp TIMESTAMP NOT NULL DEFAULT now()",
                        "(1,0,true,now()),(2,7,true,now())",
                        "7"),
                of(
                        "atlas",
                        "atlas_schema_revisions.atlas_schema_revisions",
                        "version VARCHAR PRIMARY KEY, description VARCHAR NOT NULL, type BIGINT NOT NULL DEFAULT 2, applied BIGINT"
                                + " NOT NULL DEFAULT 0, total BIGINT NOT NULL DEFAULT 0, executed_at TIMESTAMPTZ NOT NULL,"
                                + " execution_time BIGINT NOT NULL, error TEXT, error_stmt TEXT, hash VARCHAR NOT NULL, partial_hashes"
                                + " JSONB, operator_version VARCHAR NOT NULL",
                        "('20240101','init',2,3,3,now(),1,NULL,NULL,'h','[]','Atlas CLI')",
                        "20240101"),
                of(
                                "migrator",
                                "migrator.migrator_migrations",
                                "id SERIAL PRIMARY KEY, name VARCHAR(200) NOT NULL, source_dir VARCHAR(200) NOT NULL, filename"
                                        + " VARCHAR(200) NOT NULL, type INT NOT NULL, db_schema VARCHAR(200) NOT NULL, created TIMESTAMP"
                                        + " DEFAULT now(), contents TEXT, checksum VARCHAR(64), version_id INTEGER",
                                "(1,'1.sql','public','public/1.sql',1,'public',now(),'create table m (id int)','" + HASH
                                        + "',1)",
                                "public/1.sql")
                        .with(
                                "CREATE TABLE %s.migrator_versions (id SERIAL PRIMARY KEY, name VARCHAR(200) NOT NULL, created"
                                        + " TIMESTAMP DEFAULT now()); CREATE TABLE %s.migrator_tenants (id SERIAL PRIMARY KEY, name"
                                        + " VARCHAR(200) NOT NULL, created TIMESTAMP DEFAULT now());"),
                of(
                        "diesel",
                        "__diesel_schema_migrations",
                        "version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP NOT NULL DEFAULT now()",
                        "('20240101000000',now())",
                        "20240101000000"),
                of(
                        "sqlx",
                        "_sqlx_migrations",
                        "version BIGINT PRIMARY KEY, description TEXT NOT NULL, installed_on TIMESTAMPTZ NOT NULL DEFAULT now(),"
                                + " success BOOLEAN NOT NULL, checksum BYTEA NOT NULL, execution_time BIGINT NOT NULL",
                        "(20240101,'init',now(),true,'\\x00',5)",
                        "20240101"),
                of(
                        "refinery",
                        "refinery_schema_history",
                        "version INT4 PRIMARY KEY, name VARCHAR(255), applied_on VARCHAR(255), checksum VARCHAR(255)",
                        "(1,'init','2024-01-01T00:00:00Z','123')",
                        "1"),
                of(
                        "sea-orm",
                        "seaql_migrations",
                        "version VARCHAR NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL",
                        "('m20220101_000001_create_table',1700000000)",
                        "m20220101_000001_create_table"),
                of(
                                "reshape",
                                "reshape.migrations",
                                "index INTEGER GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, name TEXT NOT NULL, description TEXT,"
                                        + " actions JSONB NOT NULL, completed_at TIMESTAMP DEFAULT now()",
                                "(1,'1_create',NULL,'[]',now())",
                                "1_create")
                        .with("CREATE TABLE %s.data (key TEXT PRIMARY KEY, value JSONB);"),
                of(
                                "pgroll",
                                "pgroll.migrations",
                                "schema NAME NOT NULL, name TEXT NOT NULL, migration JSONB NOT NULL, created_at TIMESTAMPTZ NOT NULL"
                                        + " DEFAULT now(), updated_at TIMESTAMPTZ NOT NULL DEFAULT now(), parent TEXT, done BOOLEAN NOT"
                                        + " NULL DEFAULT false, resulting_schema JSONB NOT NULL DEFAULT '{}', migration_type VARCHAR(32)"
                                        + " DEFAULT 'pgroll', PRIMARY KEY (schema, name)",
                                "('public','01_create','{}',now(),now(),NULL,true,'{}','pgroll')",
                                "01_create")
                        .with(
                                "CREATE TABLE %s.pgroll_version (version TEXT PRIMARY KEY, initialized_at TIMESTAMPTZ);"));
    }

    private static List<SystemSample> javascript() {
        return List.of(
                of(
                        "prisma",
                        "_prisma_migrations",
                        "id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name"
                                + " VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT"
                                + " now(), applied_steps_count INTEGER NOT NULL DEFAULT 0",
                        "('a','" + HASH + "',now(),'20240101_init',NULL,NULL,now(),1)",
                        "20240101_init"),
                of(
                                "knex",
                                "knex_migrations",
                                "id SERIAL PRIMARY KEY, name VARCHAR(255), batch INTEGER, migration_time TIMESTAMPTZ",
                                "(1,'20240101_a.js',1,now())",
                                "20240101_a.js")
                        .with("CREATE TABLE %s.knex_migrations_lock (index SERIAL PRIMARY KEY, is_locked INTEGER);"
                                + " INSERT INTO %s.knex_migrations_lock VALUES (1, 0);"),
                of(
                        "sequelize",
                        "SequelizeMeta",
                        "name VARCHAR(255) NOT NULL PRIMARY KEY",
                        "('20240101-users.js'),('20240102-orders.js')",
                        "20240102-orders.js"),
                of(
                        "typeorm",
                        "migrations",
                        "id SERIAL PRIMARY KEY, timestamp BIGINT NOT NULL, name VARCHAR NOT NULL",
                        "(1,1700000000000,'Init1700000000000')",
                        "1700000000000"),
                of(
                        "drizzle",
                        "drizzle.__drizzle_migrations",
                        "id SERIAL PRIMARY KEY, hash TEXT NOT NULL, created_at BIGINT",
                        "(1,'" + HASH + "',1700000000000)",
                        HASH),
                of(
                        "sql-migrate",
                        "gorp_migrations",
                        "id TEXT NOT NULL PRIMARY KEY, applied_at TIMESTAMPTZ",
                        "('1-init.sql',now()),('2-orders.sql',now())",
                        "2-orders.sql"),
                of(
                        "node-pg-migrate",
                        "pgmigrations",
                        "id SERIAL PRIMARY KEY, name VARCHAR(255) NOT NULL, run_on TIMESTAMP NOT NULL",
                        "(1,'1700000000000_init',now())",
                        "1700000000000_init"),
                of(
                                "graphile-migrate",
                                "graphile_migrate.migrations",
                                "hash TEXT PRIMARY KEY, previous_hash TEXT, filename TEXT NOT NULL, date TIMESTAMPTZ NOT NULL DEFAULT now()",
                                "('sha1:aa',NULL,'000001.sql',now())",
                                "000001.sql")
                        .with(
                                "CREATE TABLE %s.current (filename TEXT PRIMARY KEY DEFAULT 'current.sql', content TEXT NOT NULL,"
                                        + " date TIMESTAMPTZ NOT NULL DEFAULT now());"),
                of(
                        "supabase",
                        "supabase_migrations.schema_migrations",
                        "version TEXT NOT NULL PRIMARY KEY, statements TEXT[], name TEXT, created_by TEXT, idempotency_key TEXT"
                                + " UNIQUE, rollback TEXT[]",
                        "('20240101000000',ARRAY['create table s (id int)'],'init',NULL,NULL,NULL)",
                        "20240101000000"));
    }

    private static List<SystemSample> others() {
        return List.of(
                of(
                                "rails",
                                "schema_migrations",
                                "version VARCHAR NOT NULL PRIMARY KEY",
                                "('20240101000000')",
                                "20240101000000")
                        .with(
                                "CREATE TABLE %s.ar_internal_metadata (key VARCHAR PRIMARY KEY, value VARCHAR, created_at TIMESTAMP"
                                        + " NOT NULL, updated_at TIMESTAMP NOT NULL); INSERT INTO %s.ar_internal_metadata VALUES"
                                        + " ('environment', 'production', now(), now());"),
                of(
                        "ecto",
                        "schema_migrations",
                        "version BIGINT NOT NULL PRIMARY KEY, inserted_at TIMESTAMP(0)",
                        "(20240101000000,now())",
                        "20240101000000"),
                of(
                        "laravel",
                        "migrations",
                        "id SERIAL PRIMARY KEY, migration VARCHAR(255) NOT NULL, batch INTEGER NOT NULL",
                        "(1,'2024_01_01_000000_create_users',1)",
                        "2024_01_01_000000_create_users"),
                of(
                        "doctrine",
                        "doctrine_migration_versions",
                        "version VARCHAR(191) NOT NULL PRIMARY KEY, executed_at TIMESTAMP(0) DEFAULT NULL, execution_time INT",
                        "('App\\Version20240101',now(),5)",
                        "App\\Version20240101"),
                of(
                        "phinx",
                        "phinxlog",
                        "version BIGINT NOT NULL PRIMARY KEY, migration_name VARCHAR(100), start_time TIMESTAMP, end_time TIMESTAMP,"
                                + " breakpoint BOOLEAN NOT NULL DEFAULT false",
                        "(20240101,'Init',now(),now(),false)",
                        "20240101"),
                of(
                        "ef-core",
                        "__EFMigrationsHistory",
                        "\"MigrationId\" VARCHAR(150) NOT NULL PRIMARY KEY, \"ProductVersion\" VARCHAR(32) NOT NULL",
                        "('20240101_Init','8.0.1')",
                        "20240101_Init"),
                of(
                        "dbup",
                        "schemaversions",
                        "schemaversionsid SERIAL PRIMARY KEY, scriptname VARCHAR(255) NOT NULL, applied TIMESTAMP NOT NULL",
                        "(1,'Script0001.sql',now())",
                        "Script0001.sql"),
                of(
                        "fluentmigrator",
                        "VersionInfo",
                        "\"Version\" BIGINT NOT NULL UNIQUE, \"AppliedOn\" TIMESTAMP, \"Description\" VARCHAR(1024)",
                        "(202401010000,now(),'Init')",
                        "202401010000"),
                of(
                        "evolve",
                        "changelog",
                        "id SERIAL PRIMARY KEY NOT NULL, type SMALLINT, version VARCHAR(50), description VARCHAR(200) NOT NULL, name"
                                + " VARCHAR(300) NOT NULL, checksum VARCHAR(32), installed_by VARCHAR(100) NOT NULL, installed_on"
                                + " TIMESTAMP NOT NULL DEFAULT now(), success BOOLEAN NOT NULL",
                        "(1,0,'1','init','V1__init.sql','ab','',now(),true)",
                        "1"),
                of(
                        "morph",
                        "db_migrations",
                        "version BIGINT NOT NULL PRIMARY KEY, name VARCHAR NOT NULL",
                        "(1,'create_teams')",
                        "1"),
                of(
                                "sqitch",
                                "sqitch.changes",
                                "change_id TEXT PRIMARY KEY, script_hash TEXT UNIQUE, change TEXT NOT NULL, project TEXT NOT NULL, note"
                                        + " TEXT NOT NULL DEFAULT '', committed_at TIMESTAMPTZ NOT NULL DEFAULT now(), committer_name TEXT"
                                        + " NOT NULL, committer_email TEXT NOT NULL, planned_at TIMESTAMPTZ NOT NULL, planner_name TEXT NOT"
                                        + " NULL, planner_email TEXT NOT NULL",
                                "('aa','bb','appschema','flipr','',now(),'Ann','a@x',now(),'Ann','a@x')",
                                "appschema")
                        .with(
                                "CREATE TABLE %s.releases (version REAL PRIMARY KEY, installed_at TIMESTAMPTZ, installer_name TEXT,"
                                        + " installer_email TEXT); CREATE TABLE %s.projects (project TEXT PRIMARY KEY, uri TEXT, created_at"
                                        + " TIMESTAMPTZ, creator_name TEXT, creator_email TEXT); CREATE TABLE %s.tags (tag_id TEXT PRIMARY KEY,"
                                        + " tag TEXT, project TEXT, change_id TEXT, note TEXT, committed_at TIMESTAMPTZ, planner_name TEXT);"
                                        + " CREATE TABLE %s.dependencies (change_id TEXT, type TEXT, dependency TEXT, dependency_id TEXT);"
                                        + " CREATE TABLE %s.events (event TEXT, change_id TEXT, change TEXT, project TEXT, note TEXT,"
                                        + " committed_at TIMESTAMPTZ, committer_name TEXT);"));
    }
}
