package dev.migrationcontrol.consolidation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Systems whose history can be taken over, each with the table that it keeps: its usual name, the columns that tell it
 * from others of that name, and how its rows are read: id, other id, time, state, checksum.
 */
enum OldSystem {
    ALEMBIC("alembic_version", "version_num", "version_num, NULL, NULL, 'APPLIED', NULL"),
    GOLANG_MIGRATE(
            "schema_migrations",
            "version dirty",
            "version, NULL, NULL, CASE WHEN dirty THEN 'FAILED' ELSE 'APPLIED' END, NULL"),
    SUPABASE(
            "schema_migrations",
            "version statements",
            "version, concat_ws('_', version, to_jsonb(t)->>'name'), NULL, 'APPLIED', NULL"),
    DBMATE("schema_migrations", "version", "version, NULL, NULL, 'APPLIED', NULL"),
    RAILS("schema_migrations", "version", "version, NULL, NULL, 'APPLIED', NULL"),
    GOOSE(
            "goose_db_version",
            "id version_id is_applied",
            "DISTINCT ON (version_id) version_id, NULL, tstamp, CASE WHEN is_applied THEN 'APPLIED' ELSE 'UNDONE' END, NULL",
            "WHERE version_id <> 0 ORDER BY version_id, id DESC"),
    SQLX(
            "_sqlx_migrations",
            "version success checksum execution_time",
            "version, NULL, installed_on, CASE WHEN success THEN 'APPLIED' ELSE 'FAILED' END, encode(checksum, 'hex')"),
    DIESEL("__diesel_schema_migrations", "version run_on", "version, NULL, run_on, 'APPLIED', NULL"),
    REFINERY(
            "refinery_schema_history",
            "version name applied_on checksum",
            "version, concat('V', version, '__', name), applied_on::timestamptz, 'APPLIED', checksum"),
    PRISMA(
            "_prisma_migrations",
            "migration_name finished_at rolled_back_at started_at checksum",
            "migration_name, NULL, finished_at, CASE WHEN rolled_back_at IS NOT NULL THEN 'UNDONE'"
                    + " WHEN finished_at IS NULL THEN 'FAILED' ELSE 'APPLIED' END, checksum"),
    DRIZZLE(
            "__drizzle_migrations",
            "hash created_at",
            "hash, created_at::text, to_timestamp(created_at / 1000.0), 'APPLIED', hash"),
    NODE_PG_MIGRATE("pgmigrations", "id name run_on", "name, NULL, run_on, 'APPLIED', NULL"),
    GRAPHILE_MIGRATE("migrations", "hash previous_hash filename date", "filename, hash, date, 'APPLIED', hash"),
    SQITCH(
            "changes",
            "change_id change project committed_at",
            "change, change_id, committed_at, 'APPLIED', script_hash"),
    ATLAS(
            "atlas_schema_revisions",
            "version applied total executed_at hash",
            "version, concat_ws('_', version, nullif(description, '')), executed_at, CASE WHEN applied < total"
                    + " THEN 'FAILED' ELSE 'APPLIED' END, hash",
            "WHERE version NOT LIKE '.%'"),
    MYBATIS("changelog", "id applied_at description", "id, NULL, NULL, 'APPLIED', NULL"),
    SQL_MIGRATE("gorp_migrations", "id applied_at", "id, NULL, applied_at, 'APPLIED', NULL"),
    LIQUIBASE(
            "databasechangelog",
            "id author filename exectype md5sum dateexecuted",
            "concat_ws('::', filename, id, author), id, dateexecuted, CASE exectype WHEN 'FAILED' THEN 'FAILED'"
                    + " WHEN 'SKIPPED' THEN 'UNDONE' ELSE 'APPLIED' END, md5sum"),
    /** An earlier history of Flyway's own, under another name than the one that is begun. */
    FLYWAY(
            "schema_version",
            "installed_rank version script success checksum",
            "version, script, installed_on, CASE WHEN success THEN 'APPLIED' ELSE 'FAILED' END, NULL",
            "WHERE version IS NOT NULL"),
    DJANGO(
            "django_migrations",
            "app name applied",
            "concat_ws('.', app, name), concat_ws('/', app, name), applied, 'APPLIED', NULL"),
    /** Any table of a team's own; its columns are looked at. */
    HAND_MADE("schema_migrations", "", "");

    private static final String LIQUIBASE_LOCK = "databasechangeloglock";
    private static final String RAILS_METADATA = "ar_internal_metadata";

    private final String table;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> columns;

    private final String select;
    private final String suffix;

    OldSystem(String table, String columns, String select) {
        this(table, columns, select, "");
    }

    OldSystem(String table, String columns, String select, String suffix) {
        this.table = table;
        this.columns = columns.isEmpty() ? Set.of() : Set.of(columns.split(" "));
        this.select = select;
        this.suffix = suffix;
    }

    static Optional<OldSystem> find(String name) {
        return Arrays.stream(values())
                .filter(system -> system.display().equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(OldSystem::display).sorted().toList();
    }

    /** Names of tables that may be of interest. */
    static List<String> usualTables() {
        return Arrays.stream(values()).map(system -> system.table).distinct().toList();
    }

    /** Tables that systems keep beside their version table, and that go where it goes. */
    static List<String> companions() {
        return List.of(LIQUIBASE_LOCK, RAILS_METADATA);
    }

    boolean isCompanion(String name) {
        return (this == LIQUIBASE && name.equals(LIQUIBASE_LOCK)) || (this == RAILS && name.equals(RAILS_METADATA));
    }

    String display() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isUsual(VersionTable found) {
        return found.name().equalsIgnoreCase(table);
    }

    /** Whether the columns are this system's. */
    boolean fits(VersionTable found) {
        if (this == HAND_MADE) {
            return found.identifier() != null
                    && Arrays.stream(values())
                            .noneMatch(other -> other != HAND_MADE && other.isUsual(found) && other.fits(found));
        }
        // One column alone says little, so nothing else may be beside it.
        return columns.size() == 1
                ? found.columns().keySet().equals(columns)
                : found.columns().keySet().containsAll(columns);
    }

    /** Whether a schema of this name is made by the system for its own tables. */
    boolean hasSchemaOfItsOwn(String schema) {
        return switch (this) {
            case SQITCH -> schema.equals("sqitch");
            case DRIZZLE -> schema.equals("drizzle");
            case GRAPHILE_MIGRATE -> schema.equals("graphile_migrate");
            case SUPABASE -> schema.equals("supabase_migrations");
            case ATLAS -> schema.equals("atlas_schema_revisions");
            default -> false;
        };
    }

    /** Whether only the newest migration is recorded, and all before it count as applied. */
    boolean recordsNewestOnly() {
        return this == GOLANG_MIGRATE;
    }

    /** Whether only the heads are recorded, and all their ancestors count as applied. */
    boolean recordsHeadsOnly() {
        return this == ALEMBIC;
    }

    String rows(VersionTable from) {
        String what = this == HAND_MADE ? from.handMadeColumns() : select;
        return "SELECT " + what + " FROM " + from.quoted() + " t " + suffix;
    }
}
