package dev.migrationcontrol.schema;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.scratch.ScratchDatabases;
import dev.migrationcontrol.scratch.ScratchSweep;
import java.sql.SQLException;
import java.util.List;

/** Two databases built from one schema, of which either may be changed. */
public final class Pair {
    static final String SCHEMA = """
            CREATE SCHEMA app;
            CREATE EXTENSION pg_trgm;
            CREATE TYPE public.mood AS ENUM ('sad', 'glad');
            CREATE DOMAIN public.amount AS numeric(10, 2) CONSTRAINT positive CHECK (VALUE > 0);
            CREATE SEQUENCE public.ticket START 10;
            CREATE TABLE public.customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL,
                mood public.mood DEFAULT 'glad', born date);
            CREATE TABLE public.orders (id serial PRIMARY KEY, customer bigint REFERENCES public.customer ON DELETE CASCADE,
                status varchar(20) NOT NULL DEFAULT 'new', total public.amount, note text,
                double numeric GENERATED ALWAYS AS (id * 2) STORED,
                CONSTRAINT known_status CHECK (status IN ('new', 'paid')), CONSTRAINT one_note UNIQUE (note));
            CREATE INDEX orders_by_status ON public.orders (status) WHERE total IS NOT NULL;
            CREATE TABLE app.event (at timestamptz NOT NULL, kind text, body jsonb) PARTITION BY RANGE (at);
            CREATE TABLE app.event_2026 PARTITION OF app.event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            CREATE VIEW public.paid AS SELECT id, total FROM public.orders WHERE status = 'paid';
            CREATE MATERIALIZED VIEW app.per_status AS SELECT status, count(*) AS n FROM public.orders GROUP BY status;
            CREATE FUNCTION public.twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
            CREATE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := ''x''; RETURN NEW; END';
            CREATE TRIGGER stamped BEFORE INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION public.stamp();
            ALTER TABLE public.customer ENABLE ROW LEVEL SECURITY;
            CREATE POLICY mine ON public.customer FOR SELECT USING (name = current_user);
            CREATE RULE quiet AS ON DELETE TO public.orders DO INSTEAD NOTHING;
            COMMENT ON TABLE public.orders IS 'what was bought';
            GRANT SELECT ON public.orders TO pg_monitor;
            CREATE TABLE app.country (code char(2) PRIMARY KEY, name text);
            INSERT INTO app.country VALUES ('de', 'Germany'), ('fr', 'France');
            CREATE STATISTICS public.linked (dependencies) ON status, note FROM public.orders;
            """;

    static final DatabaseConnections CONNECTIONS = new DatabaseConnections();
    static final SchemaComparison COMPARISON = new SchemaComparison(CONNECTIONS);

    final Environment actual;
    final Environment expected;

    Pair() {
        this(SCHEMA);
    }

    Pair(String sql) {
        this(built(sql), built(sql));
    }

    private Pair(Environment actual, Environment expected) {
        this.actual = actual;
        this.expected = expected;
    }

    /** A pair with the same expected database, and another actual one that is built from the schema anew. */
    Pair another(String sql) {
        return new Pair(built(sql), expected);
    }

    private static Environment built(String sql) {
        Environment built = environment();
        if (!sql.isEmpty()) {
            TestServer.execute(built.database().name(), sql);
        }
        return built;
    }

    public static Environment environment() {
        Database database = TestServer.database(TestServer.createDatabase());
        return new Environment("test", database, null, "TEST_DATABASE_URL", Policy.defaults(List.of("filesystem:x")));
    }

    public static ScratchDatabases scratches() {
        return new ScratchDatabases(CONNECTIONS);
    }

    public static ScratchSweep sweep(Environment environment) {
        return new ScratchSweep(new Environments(List.of(environment), environment.database()), CONNECTIONS);
    }

    Pair changed(String sql) {
        TestServer.execute(actual.database().name(), sql);
        return this;
    }

    SchemaDifferences differences() throws SQLException {
        return COMPARISON.compare(
                actual.database(), expected.database(), ComparisonScope.NOTHING, SchemaComparison.Rows.SAME_NUMBER);
    }

    void drop() {
        dropActual();
        drop(expected);
    }

    void dropActual() {
        drop(actual);
    }

    private static void drop(Environment environment) {
        // A database that subscribes cannot be dropped.
        TestServer.execute(environment.database().name(), "DROP SUBSCRIPTION IF EXISTS sub");
        TestServer.execute("postgres", "DROP DATABASE " + environment.database().name());
    }
}
