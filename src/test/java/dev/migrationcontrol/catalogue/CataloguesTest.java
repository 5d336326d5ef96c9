package dev.migrationcontrol.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.catalogue.TargetCatalogue.Publication;
import dev.migrationcontrol.catalogue.TargetCatalogue.Sequence;
import dev.migrationcontrol.catalogue.TargetCatalogue.Type;
import dev.migrationcontrol.catalogue.TargetRelation.Dependent;
import dev.migrationcontrol.catalogue.TargetRelation.RowPolicy;
import dev.migrationcontrol.catalogue.TargetRelation.Trigger;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CataloguesTest {
    private static final Catalogues CATALOGUES = new Catalogues(new DatabaseConnections());

    private static String database;

    @BeforeAll
    static void build() {
        database = TestServer.createDatabase();
        TestServer.execute(database, """
                CREATE SCHEMA app;
                CREATE TYPE mood AS ENUM ('sad', 'glad');
                CREATE DOMAIN amount AS numeric(10, 2) CHECK (VALUE > 0);
                CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL,
                    mood mood DEFAULT 'glad');
                CREATE TABLE orders (id serial PRIMARY KEY, customer bigint REFERENCES customer ON DELETE CASCADE,
                    total amount, twice numeric GENERATED ALWAYS AS (id * 2) STORED, note varchar(20));
                ALTER TABLE orders ADD CONSTRAINT noted CHECK (note IS NOT NULL) NOT VALID;
                CREATE INDEX orders_lower ON orders (lower(note)) WHERE total IS NOT NULL;
                CREATE UNIQUE INDEX orders_note ON orders (note, customer) INCLUDE (total);
                CREATE VIEW paid AS SELECT id, total FROM orders;
                CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
                CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = app
                    AS 'BEGIN NEW.note := ''x''; RETURN NEW; END';
                CREATE TRIGGER stamped BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION stamp();
                ALTER TABLE orders DISABLE TRIGGER stamped;
                ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
                CREATE POLICY mine ON customer FOR SELECT TO pg_monitor USING (name = current_user);
                GRANT SELECT ON customer TO pg_monitor;
                CREATE TABLE app.event (at timestamptz NOT NULL) PARTITION BY RANGE (at);
                CREATE TABLE app.event_2026 PARTITION OF app.event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                CREATE TABLE app.event_rest PARTITION OF app.event DEFAULT;
                CREATE PUBLICATION feed FOR TABLE customer WITH (publish = 'insert, update');
                INSERT INTO customer (name) SELECT 'x' FROM generate_series(1, 1000);
                UPDATE customer SET mood = 'sad' WHERE id = 7;
                SELECT pg_stat_force_next_flush();
                ANALYZE customer;
                """);
    }

    private static TargetCatalogue read() throws SQLException {
        return CATALOGUES.read(TestServer.database(database));
    }

    private static TargetRelation relation(String qualified) throws SQLException {
        return read().find(qualified).orElseThrow();
    }

    @Test
    void theServerIsNamed() throws SQLException {
        TargetCatalogue catalogue = read();
        String version = TestServer.query(database, "SHOW server_version_num").get(0);
        assertThat(catalogue.server().version()).hasToString(version);
        assertThat(catalogue.server().display()).startsWith(catalogue.server().major() + ".");
        assertThat(catalogue.server().searchPath()).containsExactly("public");
        assertThat(catalogue.server().superuser()).isTrue();
        assertThat(catalogue.complete()).isTrue();
        assertThat(catalogue.replicated()).isTrue();
        assertThat(catalogue.volatileFunctions())
                .contains("clock_timestamp", "gen_random_uuid")
                .doesNotContain("now", "lower");
    }

    @Test
    void aTableHasItsRowsSizesAndUse() throws SQLException {
        TargetRelation customer = relation("public.customer");
        assertThat(customer.rows()).isEqualTo(1000);
        assertThat(customer.bytes()).isGreaterThan(8192);
        assertThat(customer.indexBytes()).isGreaterThan(8192);
        assertThat(customer.activity().inserts()).isEqualTo(1000);
        assertThat(customer.activity().updates()).isEqualTo(1);
        assertThat(customer.activity().indexScans()).isPositive();
        assertThat(customer.grantees()).containsExactly("pg_monitor");
        assertThat(customer.rowSecurity()).isTrue();
        assertThat(customer.policies()).containsExactly(new RowPolicy("mine", true, "SELECT", List.of("pg_monitor")));
        assertThat(relation("public.orders").rows()).as("was never counted").isNull();
    }

    @Test
    void columnsIndexesAndConstraintsAreThere() throws SQLException {
        TargetRelation orders = relation("public.orders");
        assertThat(orders.column("total")).hasValueSatisfying(total -> {
            assertThat(total.base()).isEqualTo("numeric(10,2)");
            assertThat(total.constrainedDomain()).isTrue();
        });
        assertThat(orders.column("twice").orElseThrow().generated()).isEqualTo("s");
        assertThat(orders.column("id").orElseThrow().defaultValue()).contains("nextval");
        assertThat(orders.index("orders_lower").orElseThrow().columns()).containsExactly(TargetIndex.EXPRESSION);
        TargetIndex note = orders.index("orders_note").orElseThrow();
        assertThat(note.columns()).containsExactly("note", "customer", "total");
        assertThat(note.leadsWith(List.of("customer", "note"))).isTrue();
        assertThat(note.leadsWith(List.of("note", "customer", "total"))).isFalse();
        assertThat(orders.primaryKey().orElseThrow().index()).isEqualTo("orders_pkey");
        assertThat(orders.constraint("noted")).hasValueSatisfying(noted -> {
            assertThat(noted.validated()).isFalse();
            assertThat(noted.definition()).contains("note IS NOT NULL");
        });
        TargetCatalogue catalogue = read();
        assertThat(catalogue.referencing(catalogue.find(null, "customer").orElseThrow()))
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.table()).isEqualTo("public.orders");
                    assertThat(key.onDelete()).isEqualTo("c");
                    assertThat(key.referencedColumns()).containsExactly("id");
                });
        assertThat(catalogue.ofIndex(null, "orders_note").orElseThrow().name()).isEqualTo("orders");
    }

    @Test
    void whatDependsOnATableIsThere() throws SQLException {
        TargetRelation orders = relation("public.orders");
        assertThat(orders.dependents())
                .contains(
                        new Dependent("view", "public.paid", "total"),
                        new Dependent("generated column", "twice", "id"));
        assertThat(orders.triggers()).containsExactly(new Trigger("stamped", false, "stamp"));
    }

    @Test
    void partitionsSequencesTypesRoutinesAndPublicationsAreThere() throws SQLException {
        TargetCatalogue catalogue = read();
        assertThat(catalogue.children(relation("app.event")))
                .extracting(TargetRelation::name)
                .containsExactly("event_2026", "event_rest");
        assertThat(relation("app.event_rest").bound()).isEqualTo("DEFAULT");
        assertThat(catalogue.sequences())
                .contains(
                        new Sequence(
                                "public", "customer_id_seq", "bigint", Long.MAX_VALUE, 1000L, "public.customer.id"),
                        new Sequence(
                                "public", "orders_id_seq", "integer", Integer.MAX_VALUE, null, "public.orders.id"));
        assertThat(catalogue.types())
                .containsExactlyInAnyOrder(
                        new Type("public", "mood", "e", List.of("sad", "glad"), false, List.of("public.customer.mood")),
                        new Type("public", "amount", "d", List.of(), true, List.of("public.orders.total")));
        assertThat(catalogue.routines()).anySatisfy(routine -> {
            assertThat(routine.name()).isEqualTo("stamp");
            assertThat(routine.securityDefiner()).isTrue();
            assertThat(routine.volatility()).isEqualTo("v");
            assertThat(routine.settings()).containsExactly("search_path=app");
            assertThat(routine.body()).contains("NEW.note");
        });
        assertThat(catalogue.publications())
                .containsExactly(new Publication("feed", false, true, false, List.of("public.customer")));
        assertThat(catalogue.extensions()).anySatisfy(plpgsql -> {
            assertThat(plpgsql.name()).isEqualTo("plpgsql");
            assertThat(plpgsql.installed()).isNotNull();
        });
    }

    @Test
    void aRoleWithoutRightsOnTheTablesSeesTheSame() throws SQLException {
        String role = "catalogue_" + System.nanoTime();
        TestServer.execute(database, "CREATE ROLE " + role + " LOGIN PASSWORD 'unused'");
        try {
            TargetCatalogue seen = CATALOGUES.read(TestServer.databaseAs(role, "unused", database));
            assertThat(seen.relations().keySet()).isEqualTo(read().relations().keySet());
            assertThat(seen.find("public.customer").orElseThrow().bytes()).isPositive();
            assertThat(seen.find("public.customer").orElseThrow().owned()).isFalse();
            assertThat(seen.sequences()).extracting(Sequence::lastValue).containsOnlyNulls();
            assertThat(seen.server().superuser()).isFalse();
        } finally {
            TestServer.execute(database, "DROP ROLE " + role);
        }
    }

    @Test
    void aTableThatAnotherSessionHasLockedIsNoObstacle() throws SQLException {
        try (Connection other = TestServer.connect(database)) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE customer, orders IN ACCESS EXCLUSIVE MODE");
            TargetCatalogue seen = read();
            assertThat(seen.find("public.customer").orElseThrow().bytes())
                    .as("by the pages of the last ANALYZE")
                    .isPositive();
            assertThat(seen.find("public.orders").orElseThrow().bytes()).isNull();
            assertThat(seen.find("public.orders").orElseThrow().columns()).hasSize(5);
            other.rollback();
        }
    }

    @Test
    void aQueryEndsAtItsBound() throws SQLException {
        try (Connection connection = TestServer.connect(database)) {
            int[] rows = {0};
            assertThat(CatalogueQuery.read(connection, "volatile", 5, row -> rows[0]++))
                    .isFalse();
            assertThat(rows[0]).isEqualTo(5);
            assertThat(CatalogueQuery.read(connection, "types", 2, row -> rows[0]++))
                    .isTrue();
        }
    }
}
