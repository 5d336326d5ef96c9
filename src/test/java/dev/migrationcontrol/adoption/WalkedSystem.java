package dev.migrationcontrol.adoption;

import java.util.List;
import java.util.Locale;

/**
 * Systems whose trees and tables lie in {@code src/test/resources/legacy}, as their own tools leave them after three
 * migrations, and what each tool asks the database first when it starts.
 */
enum WalkedSystem {
    SQITCH(
            List.of("customers", "orders", "notes"),
            "deploy/customers.sql",
            "SET search_path = sqitch; SELECT pg_try_advisory_lock(75474063); SELECT pg_advisory_unlock(75474063);"
                    + "SELECT c.change_id, c.script_hash, c.change FROM changes c WHERE c.project = 'shop'"),
    DRIZZLE(
            List.of("1704067201000", "1704067202000", "1704067203000"),
            "0000_customers.sql",
            "CREATE SCHEMA IF NOT EXISTS \"drizzle\"; CREATE TABLE IF NOT EXISTS \"drizzle\".\"__drizzle_migrations\""
                    + " (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint); select id, hash, created_at"
                    + " from \"drizzle\".\"__drizzle_migrations\" order by created_at desc limit 1"),
    GRAPHILE_MIGRATE(
            List.of("000001-customers.sql", "000002-orders.sql", "000003-notes.sql"),
            "migrations/committed/000001-customers.sql",
            "create schema if not exists graphile_migrate; create table if not exists graphile_migrate.migrations"
                    + " (hash text primary key); select filename, previous_hash, hash, date from"
                    + " graphile_migrate.migrations order by filename desc limit 1"),
    ATLAS(
            List.of("20240101000001", "20240101000002", "20240101000003"),
            "20240101000001_customers.sql",
            "SET search_path = atlas_schema_revisions; SELECT version, description, type, applied, total FROM"
                    + " atlas_schema_revisions WHERE version <> '.atlas_cloud_identifier' ORDER BY version"),
    SUPABASE(
            List.of("20240101000001", "20240101000002", "20240101000003"),
            "migrations/20240101000001_customers.sql",
            "SELECT version FROM supabase_migrations.schema_migrations ORDER BY version"),
    MYBATIS(
            List.of("20240101000000", "20240101000001", "20240101000002", "20240101000003"),
            null,
            "select count(1) from CHANGELOG; select ID, APPLIED_AT, DESCRIPTION from CHANGELOG order by ID"),
    SQL_MIGRATE(
            List.of("1-customers.sql", "2-orders.sql", "3-notes.sql"),
            null,
            "create table if not exists \"gorp_migrations\" (\"id\" text not null primary key, \"applied_at\" timestamp"
                    + " with time zone); SELECT * FROM \"gorp_migrations\""),
    REFINERY(
            List.of("1", "2", "3"),
            "migrations/V1__customers.sql",
            "CREATE TABLE IF NOT EXISTS refinery_schema_history(version INT4 PRIMARY KEY); SELECT version, name,"
                    + " applied_on, checksum FROM refinery_schema_history WHERE version=(SELECT MAX(version) from"
                    + " refinery_schema_history)"),
    TERN(
            List.of("1", "2", "3"),
            null,
            "SELECT pg_advisory_lock(9628173550095224); SELECT count(*) FROM pg_catalog.pg_class WHERE relname ="
                    + " 'schema_version' AND relkind = 'r' AND pg_table_is_visible(oid); SELECT version FROM"
                    + " schema_version; SELECT pg_advisory_unlock(9628173550095224)"),
    RAILS(
            List.of("schema of walks"),
            null,
            "SELECT \"schema_migrations\".\"version\" FROM \"schema_migrations\" ORDER BY"
                    + " \"schema_migrations\".\"version\" ASC"),
    SQLX(
            List.of("20240101000001", "20240101000002", "20240101000003"),
            "20240101000001_customers.sql",
            "SELECT version FROM _sqlx_migrations WHERE success = false ORDER BY version LIMIT 1"),
    PRISMA(
            List.of("20240101000001_customers", "20240101000002_orders", "20240101000003_notes"),
            "20240101000001_customers/migration.sql",
            "SELECT id, checksum, finished_at, migration_name FROM _prisma_migrations ORDER BY started_at ASC"),
    LIQUIBASE(
            List.of("db/1.sql::customers::ann", "db/1.sql::orders::ann", "db/1.sql::notes::ann"),
            null,
            "SELECT MD5SUM FROM public.databasechangelog WHERE MD5SUM IS NOT NULL AND MD5SUM NOT LIKE '9:%'"),
    FLYWAY_3(
            List.of("1", "2", "3"),
            null,
            "SELECT \"version_rank\", \"installed_rank\", \"version\" FROM \"public\".\"schema_version\" ORDER BY"
                    + " \"version_rank\""),
    FLYWAY_4(
            List.of("1", "2", "3"),
            "V1__customers.sql",
            "SELECT \"installed_rank\", \"version\", \"type\" FROM \"public\".\"schema_version\" WHERE"
                    + " \"installed_rank\" > -1 ORDER BY \"installed_rank\""),
    FLYWAY_5(
            List.of("1", "2", "3"),
            "V1__customers.sql",
            "SELECT \"installed_rank\", \"version\", \"type\" FROM \"public\".\"old_history\" WHERE \"installed_rank\""
                    + " > -1 ORDER BY \"installed_rank\"");

    private final List<String> ids;
    private final String edited;
    private final String start;

    WalkedSystem(List<String> ids, String edited, String start) {
        this.ids = ids;
        this.edited = edited;
        this.start = start;
    }

    String system() {
        return name().startsWith("FLYWAY") ? "flyway" : folder();
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The folder that is converted: that of the migrations. */
    String directory() {
        return this == TERN ? folder() + "/migrations" : folder();
    }

    /** What the manifest calls them, in their order. */
    List<String> ids() {
        return ids;
    }

    /** The file of the first migration, of those whose content the system records a checksum of; else null. */
    String edited() {
        return edited;
    }

    /** What the tool does first when it starts. */
    String start() {
        return start;
    }

    /** Whether one script stands for all, so that an environment cannot be behind. */
    boolean isBaseline() {
        return this == RAILS;
    }

    /** When each was applied, as the table says; empty where it says nothing. */
    List<String> times() {
        return switch (this) {
            case DRIZZLE, SUPABASE, RAILS, TERN -> List.of();
            case MYBATIS ->
                List.of("2024-02-01 10:00:00", "2024-02-01 10:00:01", "2024-02-01 10:00:02", "2024-02-01 10:00:03");
            default -> List.of("2024-02-01 10:00:01", "2024-02-01 10:00:02", "2024-02-01 10:00:03");
        };
    }

    /** The zone of the times: that of the session where the table keeps none. */
    String zone() {
        return system().equals("flyway") || this == LIQUIBASE ? "current_setting('TimeZone')" : "'UTC'";
    }

    /** Findings of a sound takeover. */
    List<String> findings() {
        return this == LIQUIBASE || this == FLYWAY_3 ? List.of("checksums-not-compared") : List.of();
    }

    /** What the plan and the adoption are asked for besides. */
    String tables() {
        return this == FLYWAY_5 ? ",\"tables\":[{\"system\":\"flyway\",\"table\":\"public.old_history\"}]" : "";
    }
}
