package dev.migrationcontrol.system;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people type for a migration system today, as its documentation says it.
 *
 * @param add how a migration begins; null where there is no command for it, as for the others
 */
public record OldCommands(
        String upgrade,
        @Nullable String rollback,
        @Nullable String status,
        @Nullable String add) {
    /** How a migration begins from now on. */
    public static String newScript(String directory) {
        return "a file `" + directory + "/V<next>__<what>.sql`, with `U<next>__<what>.sql` beside it as the way back";
    }

    private static final Map<String, OldCommands> KNOWN = Map.ofEntries(
            entry(
                    "alembic",
                    of("alembic upgrade heads", "alembic downgrade -1", "alembic current", "alembic revision")),
            entry(
                    "django",
                    of(
                            "manage.py migrate",
                            "manage.py migrate <app> <name>",
                            "manage.py showmigrations",
                            "manage.py makemigrations")),
            entry(
                    "rails",
                    of("rails db:migrate", "rails db:rollback", "rails db:migrate:status", "rails generate migration")),
            entry("ecto", of("mix ecto.migrate", "mix ecto.rollback", "mix ecto.migrations", "mix ecto.gen.migration")),
            entry("golang-migrate", of("migrate up", "migrate down 1", "migrate version", "migrate create")),
            entry("dbmate", of("dbmate up", "dbmate rollback", "dbmate status", "dbmate new")),
            entry("goose", of("goose up", "goose down", "goose status", "goose create")),
            entry("sql-migrate", of("sql-migrate up", "sql-migrate down", "sql-migrate status", "sql-migrate new")),
            entry(
                    "diesel",
                    of(
                            "diesel migration run",
                            "diesel migration revert",
                            "diesel migration list",
                            "diesel migration generate")),
            entry("sqlx", of("sqlx migrate run", "sqlx migrate revert", "sqlx migrate info", "sqlx migrate add")),
            entry("refinery", of("refinery migrate", null, null, null)),
            entry(
                    "seaorm",
                    of(
                            "sea-orm-cli migrate up",
                            "sea-orm-cli migrate down",
                            "sea-orm-cli migrate status",
                            "sea-orm-cli migrate generate")),
            entry("sqitch", of("sqitch deploy", "sqitch revert", "sqitch status", "sqitch add")),
            entry("prisma", of("prisma migrate deploy", null, "prisma migrate status", "prisma migrate dev")),
            entry("drizzle", of("drizzle-kit migrate", null, null, "drizzle-kit generate")),
            entry(
                    "knex",
                    of("knex migrate:latest", "knex migrate:rollback", "knex migrate:status", "knex migrate:make")),
            entry(
                    "sequelize",
                    of(
                            "sequelize db:migrate",
                            "sequelize db:migrate:undo",
                            "sequelize db:migrate:status",
                            "sequelize migration:generate")),
            entry(
                    "typeorm",
                    of(
                            "typeorm migration:run",
                            "typeorm migration:revert",
                            "typeorm migration:show",
                            "typeorm migration:create")),
            entry("node-pg-migrate", of("node-pg-migrate up", "node-pg-migrate down", null, "node-pg-migrate create")),
            entry(
                    "graphile-migrate",
                    of("graphile-migrate migrate", null, "graphile-migrate status", "graphile-migrate commit")),
            entry("liquibase", of("liquibase update", "liquibase rollback-count", "liquibase status", null)),
            entry(
                    "atlas",
                    of("atlas migrate apply", "atlas migrate down", "atlas migrate status", "atlas migrate new")),
            entry("supabase", of("supabase db push", null, "supabase migration list", "supabase migration new")),
            entry("mybatis", of("migrate up", "migrate down", "migrate status", "migrate new")),
            entry(
                    "laravel",
                    of(
                            "artisan migrate",
                            "artisan migrate:rollback",
                            "artisan migrate:status",
                            "artisan make:migration")),
            entry(
                    "doctrine",
                    of(
                            "doctrine:migrations:migrate",
                            "doctrine:migrations:migrate prev",
                            "doctrine:migrations:status",
                            "doctrine:migrations:generate")),
            entry("phinx", of("phinx migrate", "phinx rollback", "phinx status", "phinx create")),
            entry(
                    "ef-core",
                    of(
                            "dotnet ef database update",
                            "dotnet ef database update <name>",
                            "dotnet ef migrations list",
                            "dotnet ef migrations add")),
            entry("yoyo", of("yoyo apply", "yoyo rollback", "yoyo list", "yoyo new")),
            entry("fluent-migrator", of("dotnet fm migrate", "dotnet fm rollback", "dotnet fm list migrations", null)),
            entry("pgroll", of("pgroll start", "pgroll rollback", "pgroll status", "pgroll create")));

    private static OldCommands of(
            String upgrade, @Nullable String rollback, @Nullable String status, @Nullable String add) {
        return new OldCommands(upgrade, rollback, status, add);
    }

    /** The commands of a system; null where it has none, being a part of a program. */
    public static @Nullable OldCommands named(String system) {
        return KNOWN.get(system);
    }

    /**
     * Every command beside what takes its place, as Markdown.
     *
     * @param directory of the new scripts
     */
    public List<Map.Entry<String, String>> replaced(String directory) {
        String environment = "/api/v1/environments/{environment}";
        return Stream.of(
                        replaced(upgrade, "`POST " + environment + "/upgrades`"),
                        replaced(rollback, "`POST " + environment + "/rollbacks` with `{\"steps\":1}`"),
                        replaced(status, "`GET " + environment + "/migrations`"),
                        replaced(add, newScript(directory)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Map.Entry<String, String>> replaced(@Nullable String old, String by) {
        return old == null ? Optional.empty() : Optional.of(entry(old, by));
    }
}
