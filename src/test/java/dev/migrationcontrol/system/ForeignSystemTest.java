package dev.migrationcontrol.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.probe.Probing;
import dev.migrationcontrol.sql.HistoryTables;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignSystemTest {
    private final String database = TestServer.createDatabase();
    private final Probing probing = new Probing();

    @AfterEach
    void close() {
        probing.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "alembic | alembic_version | version_num varchar(32) | 'ae10' | ae10",
                "golang-migrate | schema_migrations | version bigint, dirty boolean | 20240101, false | 20240101",
                "golang-migrate | schema_migrations | version bigint, dirty boolean, name text | 7, true, 'x' | 7",
                "custom | schema_migrations | version bigint, name text | 7, 'x' | 7",
                "morph | db_migrations | version bigint, name varchar | 7, 'x' | 7",
                "ecto | schema_migrations | version bigint, inserted_at timestamp | 7, now() | 7",
                "supabase | schema_migrations | version text, statements text[], name text | '8', NULL, 'x' | 8",
                "dbmate | schema_migrations | version varchar(128) | '20240102' | 20240102",
                "custom | schema_migrations | filename text, applied_at timestamptz | 'a.sql', now() | a.sql",
                "custom | schema_migrations | version bigint | 3 | 3",
                "liquibase | databasechangelog | id text, author text, filename text, orderexecuted int | 'c1','a','f',1 | c1",
                "goose | goose_db_version | id int, version_id bigint, is_applied boolean | 1, 42, true | 42",
                "django | django_migrations | id int, app text, name text, applied timestamptz | 1,'auth','0001',now() | auth.0001",
                "prisma | _prisma_migrations | migration_name text, started_at timestamptz | 'init', now() | init",
                "sqlx | _sqlx_migrations | version bigint, checksum bytea, execution_time bigint | 5, '', 1 | 5",
                "knex | knex_migrations | id int, name text, batch int | 1, '2024_x.js', 1 | 2024_x.js",
                "refinery | refinery_schema_history | version int, name text, applied_on text | 2, 'n', 'x' | 2",
                "diesel | __diesel_schema_migrations | version text, run_on timestamp | '0001', now() | 0001",
                "flyway-legacy | schema_version | installed_rank int, version text, script text, success bool | 1,'3','V3',true | 3",
                "laravel | migrations | id int, migration text, batch int | 1, '2024_create_users', 1 | 2024_create_users",
                "ef-core | \"__EFMigrationsHistory\" | \"MigrationId\" text, \"ProductVersion\" text | '1_a', '8' | 1_a",
                "mybatis | changelog | id numeric, applied_at varchar, description varchar | 7, 'x', 'd' | 7",
                "unknown | alembic_version | version int | 1 | "
            })
    void isRecognisedByItsColumns(String system, String table, String columns, String row, String version) {
        TestServer.execute(
                database,
                "CREATE TABLE " + table + " (" + columns + "); INSERT INTO " + table + " VALUES (" + row + ")");

        assertThat(systems())
                .containsExactly(new ForeignSystem(
                        system, "public." + table.replace("\"", ""), version == null ? List.of() : List.of(version)));
    }

    @Test
    void isNotTheApplicationsTableOfACommonName() {
        TestServer.execute(
                database,
                "CREATE TABLE migrations (id serial PRIMARY KEY, species text, arrived_at timestamptz DEFAULT now());"
                        + " CREATE TABLE changelog (id serial PRIMARY KEY, product text, released date);"
                        + " CREATE TABLE schema_version (id serial PRIMARY KEY, schema_name text, version int, body jsonb)");

        assertThat(systems()).isEmpty();
    }

    @Test
    void isRailsWhereItsMetadataIsBesideIt() {
        TestServer.execute(
                database,
                "CREATE TABLE schema_migrations (version varchar PRIMARY KEY); CREATE TABLE ar_internal_metadata (key text);"
                        + " INSERT INTO schema_migrations SELECT to_char(n, 'FM000') FROM generate_series(1, 9) n");

        assertThat(systems())
                .containsExactly(new ForeignSystem(
                        "rails", "public.schema_migrations", List.of("009", "008", "007", "006", "005")));
    }

    @Test
    void isFoundInEverySchemaBesidesOurHistory() {
        HistoryTables.create(database);
        TestServer.execute(
                database,
                "CREATE SCHEMA \"Other One\"; CREATE TABLE \"Other One\".alembic_version (version_num text);"
                        + " INSERT INTO \"Other One\".alembic_version VALUES ('a'), ('b');"
                        + " CREATE TABLE schema_migrations (version bigint, dirty bool)");

        assertThat(systems())
                .containsExactly(
                        new ForeignSystem("alembic", "Other One.alembic_version", List.of("b", "a")),
                        new ForeignSystem("golang-migrate", "public.schema_migrations", List.of()));
    }

    private List<ForeignSystem> systems() {
        return probing.reach(Probing.environment(TestServer.database(database))).foreignSystems();
    }
}
