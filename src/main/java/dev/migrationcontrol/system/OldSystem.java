package dev.migrationcontrol.system;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Systems whose history can be taken over, each with the table that it keeps: its usual name, the columns that tell it
 * from others of that name, and how its rows are read: id, other id, time, state, checksum.
 */
public enum OldSystem {
    ALEMBIC("alembic_version", "version_num", "version_num, NULL, NULL, 'APPLIED', NULL"),
    GOLANG_MIGRATE(
            "schema_migrations",
            "version dirty",
            "version, NULL, NULL, CASE WHEN dirty THEN 'FAILED' ELSE 'APPLIED' END, NULL"),
    SUPABASE(
            "schema_migrations",
            "version statements",
            "version, concat_ws('_', version, to_jsonb(t)->>'name'), NULL, 'APPLIED', md5(regexp_replace("
                    + "array_to_string(statements, ''), '[ \\t\\r\\n\\f\\v;]+', '', 'g'))"),
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
    /** Built for larger numbers it hashes those with eight bytes, which the conversion does not. */
    REFINERY(
            "refinery_schema_history",
            "version name applied_on checksum",
            "version, concat('V', version, '__', name), applied_on::timestamptz, 'APPLIED',"
                    + " CASE WHEN pg_typeof(version) = 'integer'::regtype THEN checksum ELSE '?' END"),
    PRISMA(
            "_prisma_migrations",
            "migration_name finished_at rolled_back_at started_at checksum",
            "migration_name, NULL, finished_at, CASE WHEN rolled_back_at IS NOT NULL THEN 'UNDONE'"
                    + " WHEN finished_at IS NULL THEN 'FAILED' ELSE 'APPLIED' END, checksum"),
    /** {@code created_at} is when the migration was written; only newer tables have a time of its run, and its name. */
    DRIZZLE(
            "__drizzle_migrations",
            "hash created_at",
            "coalesce(to_jsonb(t)->>'name', created_at::text), hash, (to_jsonb(t)->>'applied_at')::timestamptz,"
                    + " 'APPLIED', hash"),
    NODE_PG_MIGRATE("pgmigrations", "id name run_on", "name, NULL, run_on, 'APPLIED', NULL"),
    GRAPHILE_MIGRATE("migrations", "hash previous_hash filename date", "filename, hash, date, 'APPLIED', hash"),
    SQITCH(
            "changes",
            "change_id change project committed_at",
            "change, change_id, committed_at, 'APPLIED', script_hash"),
    ATLAS(
            "atlas_schema_revisions",
            "version type applied total executed_at hash",
            "version, concat_ws('_', version, nullif(description, '')), executed_at, CASE WHEN type & 4 = 4 THEN"
                    + " 'APPLIED' WHEN type & 1 = 1 THEN 'BASELINE' WHEN applied < total THEN 'FAILED' ELSE 'APPLIED' END,"
                    + " CASE WHEN type & 2 = 2 THEN nullif(hash, '') END",
            "WHERE version NOT LIKE '.%'"),
    /** It writes the time as text, in the zone of its settings, which is UTC unless someone changed it. */
    MYBATIS(
            "changelog",
            "id applied_at description",
            "id, NULL, CASE WHEN applied_at ~ '^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$'"
                    + " THEN applied_at::timestamp AT TIME ZONE 'UTC' END, 'APPLIED', NULL"),
    SQL_MIGRATE("gorp_migrations", "id applied_at", "id, NULL, applied_at, 'APPLIED', NULL"),
    LIQUIBASE(
            "databasechangelog",
            "id author filename exectype md5sum dateexecuted",
            "concat_ws('::', filename, id, author), id, dateexecuted, CASE exectype WHEN 'FAILED' THEN 'FAILED'"
                    + " WHEN 'SKIPPED' THEN 'UNDONE' ELSE 'APPLIED' END, md5sum"),
    /** An earlier history of Flyway's own, under another name than the one that is begun. Before 4 it hashed otherwise. */
    FLYWAY(
            "schema_version",
            "installed_rank version type script success checksum",
            "DISTINCT ON (version) version, script, installed_on, CASE WHEN NOT success THEN 'FAILED' WHEN type LIKE"
                    + " '%BASELINE' OR type = 'INIT' THEN 'BASELINE' WHEN type = 'DELETE' OR type LIKE 'UNDO%' THEN"
                    + " 'UNDONE' ELSE 'APPLIED' END, CASE WHEN jsonb_exists(to_jsonb(t), 'version_rank') THEN '?' WHEN"
                    + " type = 'SQL' THEN checksum::text END",
            "WHERE version IS NOT NULL AND type <> 'SCHEMA' ORDER BY version, installed_rank DESC"),
    DJANGO(
            "django_migrations",
            "app name applied",
            "concat_ws('.', app, name), concat_ws('/', app, name), applied, 'APPLIED', NULL"),
    /** Any table of a team's own; its columns are looked at. */
    HAND_MADE("schema_migrations", "", "");

    /** The usual table of Flyway since 5; where it is the environment's own history, it is no old one. */
    private static final String FLYWAY_DEFAULT = "flyway_schema_history";

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

    public static Optional<OldSystem> find(String name) {
        return Arrays.stream(values())
                .filter(system -> system.display().equals(name))
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(OldSystem::display).sorted().toList();
    }

    /** Names of tables that may be of interest. */
    public static List<String> usualTables() {
        return Stream.concat(Arrays.stream(values()).map(system -> system.table), Stream.of(FLYWAY_DEFAULT))
                .distinct()
                .toList();
    }

    /** The table that this system keeps beside its version table, where it is one; all of a schema of its own stays there. */
    public Optional<CompanionTable> companion(VersionTable found) {
        return CompanionTable.of(found.foreign())
                .filter(companion -> companion.system().equals(display()) && !hasSchemaOfItsOwn(found.schema()));
    }

    public String display() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isUsual(VersionTable found) {
        return found.name().equalsIgnoreCase(table)
                || (this == FLYWAY && found.name().equalsIgnoreCase(FLYWAY_DEFAULT));
    }

    /** Whether the columns are this system's. */
    public boolean fits(VersionTable found) {
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

    /** Whether a table of any name may be this system's; a hand-made one has to be called after migrations. */
    public boolean looksLike(VersionTable found) {
        return fits(found)
                && (this != HAND_MADE
                        || found.name().toLowerCase(Locale.ROOT).matches(".*(migrat|version|changelog|patch).*"));
    }

    /** Whether a schema of this name is made by the system for its own tables. */
    public boolean hasSchemaOfItsOwn(String schema) {
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
    public boolean recordsNewestOnly() {
        return this == GOLANG_MIGRATE;
    }

    /** Whether only the heads are recorded, and all their ancestors count as applied. */
    public boolean recordsHeadsOnly() {
        return this == ALEMBIC;
    }

    public String rows(VersionTable from) {
        String what = this == HAND_MADE ? from.handMadeColumns() : select;
        return "SELECT " + what + " FROM " + from.quoted() + " t " + suffix;
    }
}
