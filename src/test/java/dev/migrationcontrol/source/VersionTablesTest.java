package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Version tables with names that a project chose. */
class VersionTablesTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "golang-migrate | m/1_a.up.sql | go.mod | require github.com/golang-migrate/migrate/v4 v4.1.0 | m/run.go | const MigrationsTable = \"schema_shop\"",
                "golang-migrate | m/1_a.up.sql | go.mod | require github.com/golang-migrate/migrate/v4 v4.1.0 | run.sh | migrate/migrate -database \"x?x-migrations-table=schema_shop\" up",
                "flyway | db/migration/V1__a.sql | pom.xml | flyway-core | application.properties | quarkus.flyway.table=schema_shop",
                "golang-migrate | m/1_a.up.sql | m/atlas.sum | h1:x | r.sh | migrate -database \"x?x-migrations-table=schema_shop\"",
                "flyway | db/migration/V1__a.sql | pom.xml | flyway-core | F.java | Flyway.configure()\\n  .dataSource(d)\\n  .table(\"schema_shop\")",
                "flyway | db/migration/V1__a.sql | pom.xml | flyway-core | application.yml | spring:\\n  flyway:\\n    enabled: true\\n    table: schema_shop",
                "flyway | db/migration/V1__a.sql | pom.xml | <artifactId>flyway-maven-plugin</artifactId> | compose.yml | environment:\\n  FLYWAY_TABLE: schema_shop",
                "flyway | db/migration/V1__a.sql | pom.xml | <artifactId>flyway-maven-plugin</artifactId>\\n<configuration>\\n<table>schema_shop</table> | a.sh | true",
                "sql-migrate | m/1_a.sql | go.mod | require github.com/rubenv/sql-migrate v1 | run.go | migrate.SetTable(\"schema_shop\")",
                "sql-migrate | m/1_a.sql | go.mod | require github.com/rubenv/sql-migrate v1 | run.go | var ms = migrate.MigrationSet{\\n\\tTableName: \"schema_shop\",\\n}",
                "sql-migrate | m/1_a.sql | go.mod | require github.com/rubenv/sql-migrate v1 | dbconfig.yml | development:\\n  dialect: postgres\\n  table: schema_shop",
                "goose | m/1_a.sql | go.mod | require github.com/pressly/goose/v3 v3.1 | run.go | goose.SetTableName(\"schema_shop\")",
                "goose | m/1_a.sql | go.mod | require github.com/pressly/goose/v3 v3.1 | run.sh | goose -dir m -table schema_shop postgres up",
                "tern | m/1_a.sql | go.mod | require github.com/jackc/tern v1 | tern.conf | [data]\\nversion_table = schema_shop",
                "knex | m/20240101_a.js | package.json | {\"knex\": 1} | knexfile.js | module.exports = { migrations: {\\n  directory: 'm',\\n  tableName: 'schema_shop' } }",
                "typeorm | m/1700000000000-a.ts | package.json | {\"typeorm\": 1} | data.ts | migrationsTableName: 'schema_shop',",
                "sequelize | m/20240101-a.js | package.json | {\"umzug\": 1} | up.ts | storage: new SequelizeStorage({ sequelize, modelName: 'schema_shop' }),",
                "mikro-orm | m/Migration20240131100000.ts | package.json | {\"@mikro-orm/migrations\": 1} | mikro-orm.config.ts | migrations: { tableName: 'schema_shop', path: 'm' },",
                "gormigrate | m/a.go | go.mod | require github.com/go-gormigrate/gormigrate/v2 v2 | run.go | o := &gormigrate.Options{\\n\\tTableName: \"schema_shop\",\\n}",
                "ef-core | M/20240101000000_A.cs | a.csproj | EntityFrameworkCore.Design | D.cs | o.UseNpgsql(c, x => x.MigrationsHistoryTable(\"schema_shop\", \"app\"));",
                "dbup | Scripts/0001 - a.sql | a.csproj | dbup-postgresql | P.cs | DeployChanges.To.PostgresqlDatabase(c).JournalToPostgresqlTable(\"app\", \"schema_shop\")",
                "liquibase | db/c.sql | pom.xml | liquibase-core | application.properties | spring.liquibase.database-change-log-table=schema_shop",
                "alembic | a/versions/a1.py | a/alembic.ini | [alembic] | a/env.py | context.configure(version_table='schema_shop')",
                "dbmate | db/migrations/1_a.sql | run.sh | dbmate --migrations-table schema_shop up | b.sh | true",
                "sql-migrate | m/1_a.sql | go.mod | require github.com/rubenv/sql-migrate v1 | run.go | const table = \"schema_shop\"\\nmigrate.SetTable(table)",
                "goose | m/1_a.sql | go.mod | require github.com/pressly/goose/v3 v3.1 | run.go | const table = \"schema_shop\"\\ngoose.SetTableName(table)",
                "tern | m/1_a.sql | go.mod | require github.com/jackc/tern v1 | run.go | m, err := migrate.NewMigrator(ctx, conn, \"schema_shop\")",
                "dbmate | db/migrations/1_a.sql | go.mod | require github.com/amacneil/dbmate/v2 v2 | run.go | db.MigrationsTableName = \"schema_shop\"",
                "refinery | m/V1__a.sql | Cargo.toml | refinery = 1 | a.rs | runner().set_migration_table_name(\"schema_shop\")",
                "evolve | m/V1__a.sql | a.csproj | \"Evolve\" | P.cs | new EvolveDb.Evolve(c) { MetadataTableName = \"schema_shop\" };"
            })
    void versionTablesThatAreSetAreFound(
            String system, String script, String build, String named, String file, String sets) {
        SourceReport report = tree().with(script, script(system))
                .with(build, named.replace("\\n", "\n") + "\n")
                .with(file, sets.replace("\\n", "\n").replace("\\t", "\t") + "\n")
                .read();
        assertThat(report.systems())
                .singleElement()
                .extracting(SystemReport::system, SystemReport::versionTable)
                .containsExactly(system, "schema_shop");
    }

    private static String script(String system) {
        String table = "CREATE TABLE t (id int);\n";
        return switch (system) {
            case "dbmate" -> "-- migrate:up\n" + table;
            case "sql-migrate" -> "-- +migrate Up\n" + table;
            case "goose" -> "-- +goose Up\n" + table;
            case "tern" -> table + "---- create above / drop below ----\nDROP TABLE t;\n";
            case "liquibase" -> "--liquibase formatted sql\n--changeset a:1\n" + table;
            case "knex" -> "exports.up = (knex) => knex.schema.createTable('t', x => {});";
            case "sequelize" -> "module.exports = { async up(queryInterface) { } };";
            case "typeorm" -> "export class A implements MigrationInterface { async up(q) { } }";
            case "mikro-orm" ->
                "import { Migration } from '@mikro-orm/migrations';\nexport class A extends Migration { }";
            case "gormigrate" ->
                "var a = gormigrate.Migration{ID: \"1\", Migrate: func(tx *gorm.DB) error { return nil }}";
            case "ef-core" -> "[Migration(\"20240101000000_A\")]\nclass A : Migration { }";
            case "alembic" -> "revision = 'a1'\ndown_revision = None\ndef upgrade():\n    pass\n";
            default -> table;
        };
    }
}
