package dev.migrationcontrol.system;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables that migration systems keep next to their version tables; some of them are locks. */
public enum CompanionTable {
    LIQUIBASE_LOCK(
            "liquibase",
            Signature.of("databasechangeloglock", "id:int locked:bool lockgranted:time lockedby:text"),
            new LockRows("{locked}", "{lockedby}", "lockgranted")),
    LIQUIBASE_HISTORY("liquibase", Signature.of("databasechangeloghistory", "id:text author:text filename:text")),
    KNEX_LOCK(
            "knex",
            Signature.of("knex_migrations_lock", "index:int is_locked:int").only(),
            new LockRows("{is_locked} <> 0", null, null)),
    YOYO_LOCK(
            "yoyo",
            Signature.of("yoyo_lock", "locked:int ctime:time pid:int").only(),
            new LockRows("{locked} <> 0", "'process ' || {pid}", "ctime")),
    GOOSE_LOCK(
            "goose",
            Signature.of(
                    "goose_lock", "lock_id:bigint locked:bool locked_at:time locked_by:text lease_expires_at:time"),
            new LockRows("{locked} AND {lease_expires_at} > now()", "{locked_by}", "locked_at")),
    GOLANG_MIGRATE_LOCK(
            "golang-migrate", Signature.of("schema_lock", "lock_id:int").only(), new LockRows("true", null, null)),
    MORPH_LOCK(
            "morph",
            Signature.of("db_lock", "id:text expireat:bigint").only(),
            new LockRows("{expireat} > extract(epoch FROM now())", "{id}", null)),
    RAILS_METADATA("rails", Signature.of("ar_internal_metadata", "key:text value:text")),
    SQITCH_RELEASES("sqitch", Signature.of("releases", "installer_name:text installer_email:text")),
    SQITCH_PROJECTS("sqitch", Signature.of("projects", "project:text creator_name:text creator_email:text")),
    SQITCH_TAGS("sqitch", Signature.of("tags", "tag_id:text tag:text change_id:text planner_name:text")),
    SQITCH_DEPENDENCIES("sqitch", Signature.of("dependencies", "change_id:text dependency:text dependency_id:text")),
    SQITCH_EVENTS("sqitch", Signature.of("events", "event:text change_id:text change:text committed_at:time")),
    YOYO_LOG("yoyo", Signature.of("_yoyo_log", "migration_hash:text operation:text username:text")),
    YOYO_VERSION("yoyo", Signature.of("_yoyo_version", "version:int")),
    PGROLL_VERSION("pgroll", Signature.of("pgroll_version", "version:text initialized_at:time")),
    RESHAPE_STATE("reshape", Signature.of("data", "key:text value:json").only()),
    GRAPHILE_MIGRATE_CURRENT("graphile-migrate", Signature.of("current", "filename:text content:text date:time")),
    MIGRATOR_VERSIONS("migrator", Signature.of("migrator_versions", "id:int name:text created:time")),
    MIGRATOR_TENANTS("migrator", Signature.of("migrator_tenants", "id:int name:text created:time")),
    FLYWAY_SNAPSHOTS("flyway", Signature.of("flyway_snapshot_history", "version?:text"));

    private final String system;

    @SuppressWarnings("ImmutableEnumChecker") // records of texts
    private final Signature signature;

    @SuppressWarnings("ImmutableEnumChecker")
    private final @Nullable LockRows lock;

    CompanionTable(String system, Signature signature) {
        this(system, signature, null);
    }

    CompanionTable(String system, Signature signature, @Nullable LockRows lock) {
        this.system = system;
        this.signature = signature;
        this.lock = lock;
    }

    public static Optional<CompanionTable> of(ForeignTable table) {
        return Arrays.stream(values())
                .filter(companion -> companion.signature.fitsAtHome(table))
                .findFirst();
    }

    /** The names under which to look for them, in lower case. */
    public static List<String> names() {
        return Arrays.stream(values())
                .flatMap(companion -> companion.signature.names().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** In kebab case. */
    public String system() {
        return system;
    }

    /** Whether a table of this name and these columns is the system's even where there is no version table. */
    public boolean standsAlone() {
        return lock != null || name().toLowerCase(Locale.ROOT).startsWith("liquibase");
    }

    /** Rows of holder and time, as text, where the lock is taken; null where the table is no lock. */
    public @Nullable String lockSql(ForeignTable table) {
        return lock == null ? null : lock.sql(table);
    }

    /** How a lock is kept in rows. */
    private record LockRows(
            String taken, @Nullable String holder, @Nullable String since) {
        String sql(ForeignTable table) {
            String who = holder == null ? "NULL::text" : "(" + Columns.quote(holder, table) + ")::text";
            String time = Recording.of("x").at(since == null ? "" : since).time(table);
            return "SELECT %s, %s FROM %s WHERE %s LIMIT 10"
                    .formatted(who, time, table.quoted(), Columns.quote(taken, table));
        }
    }
}
