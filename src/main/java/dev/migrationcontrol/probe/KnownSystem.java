package dev.migrationcontrol.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Migration systems by their version tables, in the order in which a table is compared with them: several use one name,
 * and the columns decide.
 */
enum KnownSystem {
    ALEMBIC("alembic_version", Set.of("version_num"), "version_num"),
    LIQUIBASE("databasechangelog", Set.of("id", "author", "filename", "orderexecuted"), "id", "orderexecuted"),
    GOOSE(
            "goose_db_version",
            Set.of("id", "version_id", "is_applied"),
            "CASE WHEN is_applied THEN version_id END",
            "id"),
    DJANGO("django_migrations", Set.of("id", "app", "name", "applied"), "app || '.' || name", "id"),
    PRISMA("_prisma_migrations", Set.of("migration_name", "started_at"), "migration_name", "started_at"),
    SQLX("_sqlx_migrations", Set.of("version", "checksum", "execution_time"), "version"),
    KNEX("knex_migrations", Set.of("id", "name", "batch"), "name", "id"),
    REFINERY("refinery_schema_history", Set.of("version", "name", "applied_on"), "version"),
    DIESEL("__diesel_schema_migrations", Set.of("version", "run_on"), "version"),
    FLYWAY("schema_version", Set.of("installed_rank", "version", "script", "success"), "version", "installed_rank"),
    GOLANG_MIGRATE("schema_migrations", Set.of("version", "dirty"), "version") {
        @Override
        boolean fits(ForeignTable table) {
            return super.fits(table) && !table.columns().containsKey("name");
        }
    },
    SUPABASE("schema_migrations", Set.of("version", "statements"), "version"),
    ECTO("schema_migrations", Set.of("version", "inserted_at"), "version") {
        @Override
        boolean fits(ForeignTable table) {
            return super.fits(table) && "bigint".equals(table.columns().get("version"));
        }
    },
    RAILS("schema_migrations", Set.of("version"), "version") {
        @Override
        boolean fits(ForeignTable table) {
            return onlyTextVersion(table) && table.besideRailsMetadata();
        }
    },
    DBMATE("schema_migrations", Set.of("version"), "version") {
        @Override
        boolean fits(ForeignTable table) {
            return onlyTextVersion(table) && !table.besideRailsMetadata();
        }
    };

    private final String table;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> columns;

    private final String version;
    private final String order;

    KnownSystem(String table, Set<String> columns, String version) {
        this(table, columns, version, version);
    }

    KnownSystem(String table, Set<String> columns, String version, String order) {
        this.table = table;
        this.columns = columns;
        this.version = version;
        this.order = order;
    }

    static List<String> tables() {
        return Arrays.stream(values()).map(system -> system.table).distinct().toList();
    }

    static Optional<KnownSystem> of(ForeignTable table) {
        return Arrays.stream(values()).filter(system -> system.fits(table)).findFirst();
    }

    boolean fits(ForeignTable found) {
        return found.name().equals(table) && found.columns().keySet().containsAll(columns);
    }

    /** The name as the API writes it. */
    String display() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The newest versions as text, newest first. */
    String newestVersions(ForeignTable found, int limit) {
        return "SELECT (%s)::text AS version FROM %s WHERE (%1$s) IS NOT NULL ORDER BY %s DESC LIMIT %d"
                .formatted(version, found.quoted(), order, limit);
    }

    private static boolean onlyTextVersion(ForeignTable table) {
        return table.name().equals("schema_migrations")
                && table.columns().keySet().equals(Set.of("version"))
                && !"bigint".equals(table.columns().get("version"));
    }
}
