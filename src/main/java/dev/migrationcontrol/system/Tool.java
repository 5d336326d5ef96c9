package dev.migrationcontrol.system;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A migration system as source trees name it.
 *
 * <p>The words are what a file that uses it says; a line with one of them counts when the pattern finds something in it.
 */
public enum Tool {
    FLYWAY("Flyway", "flyway_schema_history", "(?i)flyway", "flyway"),
    LIQUIBASE("Liquibase", "databasechangelog", "(?i)liquibase", "liquibase"),
    ALEMBIC("Alembic", "alembic_version", "(?i)\\balembic\\b", "alembic"),
    RAILS(
            "Rails Active Record",
            "schema_migrations",
            "(rails|rake|bundle exec|bundle_exec)\\b.*\\bdb:(migrate|schema|setup|prepare|create|reset|rollback)"
                    + "|\\bTask\\[.{0,2}db:|ActiveRecord::(Migration|MigrationContext|Tasks)|maintain_test_schema|rails/test_help|^\\s*task\\b.*\\bdb:",
            "rails/test_help",
            "db:migrate",
            "db:schema",
            "db:prepare",
            "db:setup",
            "db:create",
            "db:reset",
            "activerecord::migration",
            "activerecord::tasks",
            "maintain_test_schema"),
    GOLANG_MIGRATE(
            "golang-migrate",
            "schema_migrations",
            "golang-migrate|(^|[\\s\"'/=])migrate/migrate\\b|mattes/migrate",
            "golang-migrate",
            "migrate/migrate",
            "mattes/migrate"),
    DBMATE("dbmate", "schema_migrations", "(?i)\\bdbmate\\b", "dbmate"),
    ECTO(
            "Ecto",
            "schema_migrations",
            "\\becto\\.(migrate|setup|create|rollback|reset|load)\\b|Ecto\\.Migrat(or|ion)|Ecto\\.Adapters\\.SQL\\.Sandbox",
            "ecto.adapters.sql.sandbox",
            "ecto.migrat",
            "ecto.setup",
            "ecto.create",
            "ecto.rollback",
            "ecto.reset",
            "ecto.load"),
    SUPABASE(
            "Supabase",
            "supabase_migrations.schema_migrations",
            "\\bsupabase (db|migration|start)\\b",
            "supabase db",
            "supabase migration",
            "supabase start"),
    DIESEL(
            "Diesel",
            "__diesel_schema_migrations",
            "diesel[_ ](migrations?|setup|cli)|\\bembed_migrations!|run_pending_migrations",
            "diesel_migration",
            "diesel migration",
            "diesel setup",
            "diesel_cli",
            "embed_migrations!",
            "run_pending_migrations"),
    SQLX(
            "sqlx",
            "_sqlx_migrations",
            "sqlx::migrate|sqlx[- ](migrate|cli|database)|\\bmigrate!\\(|Migrator::new|sqlx.*\"migrate\"",
            "sqlx::migrate",
            "sqlx migrate",
            "sqlx-cli",
            "sqlx database",
            "migrate!(",
            "migrator::new",
            "sqlx"),
    REFINERY(
            "refinery",
            "refinery_schema_history",
            "\\brefinery(::|\\s*=|[-_ ](cli|core|migrat))|refinery migrate",
            "refinery"),
    SEAORM(
            "SeaORM",
            "seaql_migrations",
            "sea[-_]orm[-_](migration|cli)|MigratorTrait|Migrator::(up|down|fresh|status)",
            "sea-orm-migration",
            "sea_orm_migration",
            "sea-orm-cli",
            "migratortrait",
            "migrator::up",
            "migrator::fresh"),
    GOOSE(
            "goose",
            "goose_db_version",
            "pressly/goose|\\bgoose\\.[A-Z]\\w+|(^|[\\s\"'`/])goose\\b.*\\b(up|down|status|create|postgres)\\b",
            "goose"),
    ATLAS(
            "Atlas",
            "atlas_schema_revisions.atlas_schema_revisions",
            "\\batlas (migrate|schema)\\b|ariga\\.io/atlas|arigaio/atlas|ariga/(atlas|setup-atlas)|atlas\\.hcl|\\batlas\\b.*--env",
            "atlas migrate",
            "atlas schema",
            "ariga.io/atlas",
            "arigaio/atlas",
            "ariga/",
            "atlas.hcl",
            "atlas --env"),
    SQITCH("Sqitch", "sqitch.changes", "(?i)\\bsqitch\\b", "sqitch"),
    PRISMA(
            "Prisma Migrate",
            "_prisma_migrations",
            "prisma (migrate|db) \\w+|prisma/migrations|prisma\\b.*\\bmigrate (deploy|dev|reset|status)",
            "prisma migrate",
            "prisma db",
            "prisma/migrations",
            "migrate deploy"),
    KNEX(
            "Knex",
            "knex_migrations",
            "\\bknex\\b.*\\bmigrate|migrate\\.(latest|rollback|up)\\(|knexfile|knex:migrate",
            "knex",
            "migrate.latest",
            "migrate.rollback"),
    SEQUELIZE(
            "Sequelize",
            "\"SequelizeMeta\"",
            "sequelize(-cli)?\\s+db:|sequelize-cli|\\bumzug\\b|\\bUmzug\\b",
            "sequelize-cli",
            "sequelize db:",
            "umzug"),
    TYPEORM(
            "TypeORM",
            "migrations",
            "typeorm\\b.*\\bmigration|migration:(run|revert|generate)|\\.runMigrations\\(|MigrationInterface",
            "typeorm",
            "migration:run",
            "migration:revert",
            "migration:generate",
            "runmigrations("),
    LARAVEL(
            "Laravel",
            "migrations",
            "artisan migrate|RefreshDatabase|DatabaseMigrations",
            "artisan migrate",
            "refreshdatabase",
            "databasemigrations"),
    DRIZZLE(
            "Drizzle",
            "drizzle.__drizzle_migrations",
            "drizzle-kit|drizzle-orm/[\\w/-]*migrator|drizzle\\.config",
            "drizzle-kit",
            "drizzle-orm/",
            "drizzle.config"),
    NODE_PG_MIGRATE("node-pg-migrate", "pgmigrations", "node-pg-migrate", "node-pg-migrate"),
    DJANGO(
            "Django",
            "django_migrations",
            "manage(\\.py)?['\"\\s,]+(migrate|makemigrations|test|sqlmigrate)\\b|call_command\\(\\s*['\"](migrate|makemigrations)|MigrationExecutor"
                    + "|makemigrations|django\\.test\\b.*TestCase|pytest[.-]django|django_db",
            "manage",
            "call_command",
            "migrationexecutor",
            "makemigrations",
            "django.test",
            "pytest-django",
            "pytest.mark.django_db"),
    YOYO("yoyo", "_yoyo_migration", "\\byoyo\\b", "yoyo"),
    DOCTRINE(
            "Doctrine Migrations",
            "doctrine_migration_versions",
            "(?i)doctrine[:/\\\\]+migrations",
            "doctrine:migrations",
            "doctrine/",
            "doctrine\\"),
    PHINX(
            "Phinx",
            "phinxlog",
            "(?i)\\bphinx\\b|cakephp/migrations|bin/cake migrations",
            "phinx",
            "cakephp/migrations",
            "cake migrations"),
    EF_CORE(
            "EF Core",
            "\"__EFMigrationsHistory\"",
            "dotnet[- ]ef\\b|Database\\.Migrate(Async)?\\(|EntityFrameworkCore\\.(Migrations|Design|Tools)",
            "dotnet ef",
            "dotnet-ef",
            "database.migrate",
            "entityframeworkcore"),
    DBUP("DbUp", "schemaversions", "\\bDbUp\\b|dbup-|DeployChanges\\.To", "dbup", "deploychanges"),
    FLUENT_MIGRATOR(
            "FluentMigrator",
            "\"VersionInfo\"",
            "FluentMigrator|dotnet-fm\\b|IMigrationRunner",
            "fluentmigrator",
            "dotnet-fm",
            "imigrationrunner"),
    PGROLL("pgroll", "pgroll.migrations", "\\bpgroll\\b", "pgroll"),
    RESHAPE(
            "Reshape",
            "reshape.migrations",
            "\\breshape (migrate|migration|complete|abort)\\b|reshape_helper|fabianlindfors/reshape",
            "reshape "),
    GRAPHILE_MIGRATE("graphile-migrate", "graphile_migrate.migrations", "graphile-migrate", "graphile-migrate"),
    MYBATIS("MyBatis Migrations", "changelog", "(?i)mybatis[-. ]migrations", "mybatis"),
    MIGRATOR(
            "migrator",
            "migrator.migrator_migrations",
            "lukaszbudnik/migrator|migrator\\.yaml",
            "lukaszbudnik",
            "migrator.yaml"),
    EVOLVE("Evolve", "changelog", "\\bnew Evolve\\(|evolve[-.]db|evolve migrate|\"Evolve\"", "evolve"),
    SQL_MIGRATE("sql-migrate", "gorp_migrations", "rubenv/sql-migrate|\\bsql-migrate\\b", "sql-migrate"),
    BYTEBASE("Bytebase", "", "(?i)\\bbytebase\\b", "bytebase"),
    HAND_MADE("home-made runner", "", "(?!)");

    private final String title;
    private final String table;
    private final Pattern named;
    private final List<String> words;

    Tool(String title, String table, String named, String... words) {
        this.title = title;
        this.table = table;
        this.named = Pattern.compile(named);
        this.words = List.of(words);
    }

    /** The name as the API writes it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    /** Its version table, unless it is configured; empty where it keeps none. */
    public String table() {
        return table;
    }

    public List<String> words() {
        return words;
    }

    public boolean isNamedIn(String line) {
        return BoundedPattern.in(named, line).find();
    }
}
