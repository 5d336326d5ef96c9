package dev.migrationcontrol.system;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Migration systems by their version tables, in the order in which a table is compared with them: several use one name,
 * and the columns decide.
 */
public enum KnownSystem {
    /** Flyway up to 4: its default name, or the column that only 3 and older have. */
    FLYWAY_LEGACY(
            Signature.of("schema_version", "installed_rank:int version:text script:text success:bool")
                    .elsewhere("version_rank:int description:text type:text installed_by:text execution_time:int"),
            Recording.ofFlyway()),
    FLYWAY(
            Signature.of("flyway_schema_history", "installed_rank:int version:text script:text success:bool")
                    .elsewhere("description:text type:text checksum:int installed_by:text installed_on:time"
                            + " execution_time:int")
                    .without("version_rank"),
            Recording.ofFlyway()),
    ALEMBIC(
            Signature.of("alembic_version", "version_num:text").onlyElsewhere(),
            Recording.of("{version_num}").line("{version_num}")),
    LIQUIBASE(
            Signature.of("databasechangelog", "id:text author:text filename:text orderexecuted:int")
                    .elsewhere("dateexecuted:time md5sum:text"),
            Recording.of("{id}")
                    .named("{filename} || '::' || {id} || '::' || {author}")
                    .at("dateexecuted")
                    .by("{author}")
                    .state(
                            "WHEN {exectype} = 'FAILED' THEN 'FAILED' WHEN {exectype} IN ('MARK_RAN', 'SKIPPED') THEN 'MARKED'")
                    .detail("{exectype}")
                    .order("{orderexecuted}")),
    GOOSE(
            Signature.of("goose_db_version", "id:int version_id:int is_applied:bool")
                    .elsewhere("tstamp:time"),
            Recording.of("{version_id}")
                    .at("tstamp")
                    .state("WHEN NOT {is_applied} THEN 'UNDONE' WHEN {version_id} = 0 THEN 'MARKED'")
                    .order("{id}")),
    DJANGO(
            Signature.of("django_migrations", "id:int app:text name:text applied:time")
                    .onlyElsewhere(),
            Recording.of("{app} || '.' || {name}").at("applied").line("{app}").order("{id}")),
    PRISMA(
            Signature.of("_prisma_migrations", "migration_name:text started_at:time")
                    .elsewhere("finished_at:time rolled_back_at:time applied_steps_count:int"),
            Recording.of("{migration_name}")
                    .at("started_at")
                    .state(
                            "WHEN {rolled_back_at} IS NOT NULL THEN 'UNDONE' WHEN {finished_at} IS NULL THEN 'UNFINISHED'")
                    .detail("{applied_steps_count} || ' steps'")
                    .order("{started_at}")),
    SQLX(
            Signature.of("_sqlx_migrations", "version:bigint checksum:bytea execution_time:bigint")
                    .elsewhere("description:text installed_on:time success:bool"),
            Recording.of("{version}")
                    .named("{description}")
                    .at("installed_on")
                    .state("WHEN NOT {success} THEN 'FAILED'")),
    KNEX(
            Signature.of("knex_migrations", "id:int name:text batch:int")
                    .elsewhere("migration_time:time")
                    .onlyElsewhere(),
            Recording.of("{name}")
                    .at("migration_time")
                    .detail("'batch ' || {batch}")
                    .order("{id}")),
    REFINERY(
            Signature.of("refinery_schema_history", "version:int name:text applied_on:text")
                    .elsewhere("checksum:text")
                    .onlyElsewhere(),
            Recording.of("{version}").named("{name}").at("applied_on")),
    DIESEL(
            Signature.of("__diesel_schema_migrations", "version:text run_on:time")
                    .onlyElsewhere(),
            Recording.of("{version}").at("run_on")),
    SEA_ORM(
            Signature.of("seaql_migrations", "version:text applied_at:bigint").onlyElsewhere(),
            Recording.of("{version}").at("epoch:applied_at")),
    ATLAS(
            Signature.of("atlas_schema_revisions", "version:text applied:int total:int executed_at:time hash:text")
                    .elsewhere("execution_time:int operator_version:text"),
            Recording.of("{version}")
                    .named("{description}")
                    .at("executed_at")
                    .state("WHEN {version} LIKE '.%' THEN 'MARKED' WHEN {type} & 4 = 4 THEN 'APPLIED'"
                            + " WHEN {applied} < {total} THEN 'UNFINISHED' WHEN {error} <> '' THEN 'FAILED'"
                            + " WHEN {type} & 1 = 1 THEN 'MARKED'")
                    .detail("{applied} || ' of ' || {total} || ' statements'")),
    SQITCH(
            Signature.of("changes", "change_id:text change:text project:text committed_at:time planner_name:text"),
            Recording.of("{change}")
                    .named("{change_id}")
                    .at("committed_at")
                    .by("{committer_name}")
                    .line("{project}")
                    .order("{committed_at}")),
    PHINX(
            Signature.of("phinxlog cake_migrations", "version:int migration_name:text start_time:time end_time:time")
                    .elsewhere("breakpoint:bool"),
            Recording.of("{version}")
                    .named("{migration_name}")
                    .at("start_time")
                    .state("WHEN {end_time} IS NULL THEN 'UNFINISHED'")
                    .detail("CASE WHEN {breakpoint} THEN 'breakpoint' END")),
    DOCTRINE(
            Signature.of("doctrine_migration_versions migration_versions", "version:text executed_at:time")
                    .elsewhere("execution_time:int")
                    .only(),
            Recording.of("{version}").at("executed_at").order("{executed_at}")),
    EF_CORE(
            Signature.of(
                            "__EFMigrationsHistory __ef_migrations_history",
                            "migrationid|migration_id:text productversion|product_version:text")
                    .onlyElsewhere(),
            Recording.of("{migrationid|migration_id}").detail("'EF Core ' || {productversion|product_version}")),
    DBUP(
            Signature.of("schemaversions", "schemaversionsid:int scriptname:text applied:time"),
            Recording.of("{scriptname}").at("applied").order("{schemaversionsid}")),
    FLUENTMIGRATOR(
            Signature.of("VersionInfo", "version:int appliedon:time")
                    .elsewhere("description:text")
                    .onlyElsewhere(),
            Recording.of("{version}").named("{description}").at("appliedon")),
    YOYO(
            Signature.of("_yoyo_migration", "migration_hash:text migration_id:text applied_at_utc:time"),
            Recording.of("{migration_id}").at("applied_at_utc").order("{applied_at_utc}")),
    PGROLL(
            Signature.of(
                    "migrations", "schema:text name:text migration:json parent:text done:bool resulting_schema:json"),
            Recording.of("{name}")
                    .at("created_at")
                    .state("WHEN NOT {done} THEN 'UNFINISHED' WHEN {migration_type} = 'baseline' THEN 'MARKED'")
                    .detail("{migration_type}")
                    .line("{schema}")
                    .text("{migration}")
                    .order("{created_at}")),
    RESHAPE(
            Signature.of("migrations", "index:int name:text actions:json completed_at:time"),
            Recording.of("{name}")
                    .named("{description}")
                    .at("completed_at")
                    .text("{actions}")
                    .order("{index}")),
    GRAPHILE_MIGRATE(
            Signature.of("migrations", "hash:text previous_hash:text filename:text date:time"),
            Recording.of("{filename}").named("{hash}").at("date").order("{date}")),
    LARAVEL(
            Signature.of("migrations", "id?:int migration:text batch:int").only(),
            Recording.of("{migration}").detail("'batch ' || {batch}").order("{id}")),
    TYPEORM(
            Signature.of("migrations typeorm_migrations", "id:int timestamp:bigint name:text")
                    .only()
                    .provenBy("name", "[0-9]{13}$"),
            Recording.of("{timestamp}").named("{name}").order("{id}")),
    MIGRATOR(
            Signature.of(
                    "migrator_migrations",
                    "name:text source_dir:text filename:text db_schema:text contents:text checksum:text"),
            Recording.of("{filename}")
                    .at("created")
                    .detail("{db_schema}")
                    .text("{contents}")
                    .order("{id}")),
    EVOLVE(
            Signature.of(
                            "changelog",
                            "type:int version:text description:text name:text installed_by:text installed_on:time"
                                    + " success:bool")
                    .without("installed_rank"),
            Recording.of("{version}")
                    .named("{name}")
                    .at("installed_on")
                    .by("{installed_by}")
                    .state("WHEN NOT {success} THEN 'FAILED'")
                    .order("{id}")),
    MYBATIS(
            Signature.of("changelog", "id:number applied_at:text description:text")
                    .only(),
            Recording.of("{id}").named("{description}").at("applied_at")),
    SEQUELIZE(
            Signature.of("SequelizeMeta", "name:text")
                    .elsewhere("createdat?:time updatedat?:time")
                    .onlyElsewhere()
                    .provenBy("name", "\\.(js|cjs|mjs|ts|sql)$"),
            Recording.of("{name}").at("createdat")),
    DRIZZLE(
            Signature.of("__drizzle_migrations", "id:int hash:text created_at:bigint")
                    .elsewhere("name?:text applied_at?:time")
                    .onlyElsewhere()
                    .provenBy("hash", "^[0-9a-f]{64}$"),
            Recording.of("{hash}").named("{name}").at("applied_at").order("{created_at}")),
    NODE_PG_MIGRATE(
            Signature.of("pgmigrations", "id:int name:text run_on:time")
                    .onlyElsewhere()
                    .provenBy("name", "^[0-9]{4,17}[_-]"),
            Recording.of("{name}").at("run_on").order("{id}")),
    SQL_MIGRATE(
            Signature.of("gorp_migrations", "id:text applied_at:time").only().provenBy("id", "\\.(sql|go)$"),
            Recording.of("{id}").at("applied_at")),
    /** Under another name its two columns could be anybody's. */
    MORPH(
            Signature.of("db_migrations", "version:bigint name:text").only(),
            Recording.of("{version}").named("{name}")) {
        @Override
        boolean isElsewhere(ForeignTable table) {
            return false;
        }
    },
    GOLANG_MIGRATE(
            Signature.of("schema_migrations", "version:int dirty:bool").onlyElsewhere(),
            Recording.of("{version}").state("WHEN {dirty} THEN 'UNFINISHED'")),
    SUPABASE(
            Signature.of("schema_migrations", "version:text statements:text[]").elsewhere("name:text"),
            Recording.of("{version}")
                    .named("{name}")
                    .by("{created_by}")
                    .text("array_to_string({statements}, E';\\n')")) {
        /** Before its command line kept the statements, the table had versions only; the schema was the same. */
        @Override
        boolean isAtHome(ForeignTable table) {
            return super.isAtHome(table)
                    || (table.schema().equals("supabase_migrations")
                            && table.name().equals("schema_migrations")
                            && onlyTextVersion(table));
        }
    },
    ECTO(
            Signature.of("schema_migrations", "version:bigint inserted_at:time").onlyElsewhere(),
            Recording.of("{version}").at("inserted_at")),
    RAILS(Signature.of("schema_migrations", "version:text").only(), Recording.of("{version}")) {
        @Override
        boolean isAtHome(ForeignTable table) {
            return super.isAtHome(table) && table.besideRailsMetadata();
        }

        @Override
        boolean isElsewhere(ForeignTable table) {
            return super.isElsewhere(table) && table.besideRailsMetadata();
        }
    },
    DBMATE(
            Signature.of("schema_migrations", "version:text").only().provenBy("version", "^[0-9]{14}$"),
            Recording.of("{version}"));

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Signature signature;

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Recording recording;

    KnownSystem(Signature signature, Recording recording) {
        this.signature = signature;
        this.recording = recording;
    }

    boolean isAtHome(ForeignTable table) {
        return signature.fitsAtHome(table);
    }

    boolean isElsewhere(ForeignTable table) {
        return signature.fitsElsewhere(table);
    }

    /** The name as the API writes it. */
    public String display() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As the system spells them. */
    Set<String> defaultNames() {
        return signature.names();
    }

    Recording recording() {
        return recording;
    }

    @Nullable
    RowProof proof() {
        return signature.proof();
    }

    private static boolean onlyTextVersion(ForeignTable table) {
        return table.columns().size() == 1
                && table.find("version").filter(TableColumn::isText).isPresent();
    }
}
