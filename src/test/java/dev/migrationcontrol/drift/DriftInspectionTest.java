package dev.migrationcontrol.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.schema.ClosingScript;
import dev.migrationcontrol.schema.ObjectChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftInspectionTest {
    private static final String SCHEMA = """
            CREATE EXTENSION pg_trgm;
            CREATE TYPE mood AS ENUM ('sad', 'glad');
            CREATE SEQUENCE ticket START 10;
            CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, mood mood);
            CREATE TABLE orders (id serial PRIMARY KEY, customer bigint CONSTRAINT of_customer REFERENCES customer,
                status varchar(20) NOT NULL DEFAULT 'new', note text, CONSTRAINT known CHECK (status IN ('new', 'paid')));
            CREATE INDEX by_status ON orders (status);
            CREATE VIEW paid AS SELECT id FROM orders WHERE status = 'paid';
            CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := ''x''; RETURN NEW; END';
            CREATE TRIGGER stamped BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION stamp();
            ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
            CREATE POLICY mine ON customer FOR SELECT USING (name = current_user);
            COMMENT ON TABLE orders IS 'what was bought';
            GRANT SELECT ON orders TO pg_monitor;
            CREATE TYPE unused AS ENUM ('x');
            CREATE TABLE lone (id int);
            CREATE TABLE event (at date NOT NULL, kind text) PARTITION BY RANGE (at);
            CREATE TABLE event_2025 PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            """;

    @TempDir
    Path folder;

    @Test
    void nothingIsFoundWhereNothingWasChanged() throws Exception {
        try (DriftedProject project = new DriftedProject(folder, SCHEMA)) {
            DriftReport report = project.changed(
                            "INSERT INTO customer (name) VALUES ('a'); ANALYZE; SELECT nextval('ticket')")
                    .check();
            assertThat(report.objects()).isEmpty();
            assertThat(report.state()).isEqualTo(DriftState.NONE);
            assertThat(report.version()).isEqualTo("1");
            assertThat(report.closing()).isNull();
        }
    }

    @Test
    void whatWasAddedByHandIsFoundAndCanBeClosed() throws Exception {
        isFoundAndCanBeClosed(
                """
                CREATE TABLE more (id int);
                ALTER TABLE orders ADD extra int;
                CREATE INDEX by_note ON orders (note);
                ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0);
                CREATE FUNCTION thrice(n int) RETURNS int LANGUAGE sql AS 'SELECT n * 3';
                CREATE VIEW open AS SELECT id FROM orders;
                CREATE TRIGGER again BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION stamp();
                CREATE POLICY all_of_it ON customer USING (true);
                CREATE SEQUENCE second;
                CREATE TYPE size AS ENUM ('s');
                CREATE EXTENSION hstore;
                """,
                "ADDED table public.more",
                "ADDED column public.orders.extra",
                "ADDED index public.by_note",
                "ADDED constraint public.orders.positive",
                "ADDED function public.thrice(n integer)",
                "ADDED view public.open",
                "ADDED trigger public.orders.again",
                "ADDED policy public.customer.all_of_it",
                "ADDED sequence public.second",
                "ADDED enum public.size",
                "ADDED extension hstore");
    }

    @Test
    void whatWasRemovedByHandIsFoundAndCanBeClosed() throws Exception {
        isFoundAndCanBeClosed(
                """
                DROP TABLE lone;
                ALTER TABLE orders DROP note;
                DROP INDEX by_status;
                ALTER TABLE orders DROP CONSTRAINT of_customer;
                DROP FUNCTION twice;
                DROP VIEW paid;
                DROP TRIGGER stamped ON orders;
                DROP POLICY mine ON customer;
                DROP SEQUENCE ticket;
                DROP TYPE unused;
                DROP EXTENSION pg_trgm;
                """,
                "REMOVED table public.lone",
                "REMOVED column public.orders.note",
                "REMOVED index public.by_status",
                "REMOVED constraint public.orders.of_customer",
                "REMOVED function public.twice(n integer)",
                "REMOVED view public.paid",
                "REMOVED trigger public.orders.stamped",
                "REMOVED policy public.customer.mine",
                "REMOVED sequence public.ticket",
                "REMOVED enum public.unused",
                "REMOVED extension pg_trgm");
    }

    @Test
    void whatWasChangedByHandIsFoundAndCanBeClosed() throws Exception {
        isFoundAndCanBeClosed(
                """
                ALTER TABLE lone SET UNLOGGED;
                ALTER TABLE orders ALTER note TYPE varchar(9);
                ALTER TABLE customer ALTER name SET DEFAULT 'x';
                ALTER TABLE orders ALTER status DROP DEFAULT;
                COMMENT ON COLUMN lone.id IS 'x';
                DROP INDEX by_status; CREATE INDEX by_status ON orders (customer);
                ALTER TABLE orders DROP CONSTRAINT known; ALTER TABLE orders ADD CONSTRAINT known CHECK (status <> '');
                COMMENT ON TABLE orders IS 'another';
                CREATE OR REPLACE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n + n';
                CREATE OR REPLACE VIEW paid AS SELECT id FROM orders;
                ALTER TABLE orders DISABLE TRIGGER stamped;
                ALTER POLICY mine ON customer USING (true);
                GRANT SELECT ON customer TO pg_monitor;
                REVOKE SELECT ON orders FROM pg_monitor;
                ALTER SEQUENCE ticket INCREMENT 5;
                """,
                "CHANGED table public.lone",
                "CHANGED column public.orders.note",
                "CHANGED column public.customer.name",
                "CHANGED column public.orders.status",
                "CHANGED column public.lone.id",
                "CHANGED index public.by_status",
                "CHANGED constraint public.orders.known",
                "CHANGED table public.orders",
                "CHANGED function public.twice(n integer)",
                "CHANGED view public.paid",
                "CHANGED trigger public.orders.stamped",
                "CHANGED policy public.customer.mine",
                "CHANGED table public.customer",
                "CHANGED sequence public.ticket");
    }

    private void isFoundAndCanBeClosed(String sql, String... found) throws Exception {
        try (DriftedProject project = new DriftedProject(folder, SCHEMA)) {
            project.changed("INSERT INTO customer (name) VALUES ('a')").changed(sql);
            DriftReport report = project.check("public.more", "public.orders.extra");
            assertThat(DriftedProject.found(report)).containsExactlyInAnyOrder(found);
            assertThat(report.state()).isEqualTo(DriftState.DRIFTED);
            assertThat(report.objects()).allSatisfy(each -> {
                assertThat(each.expected() == null).isEqualTo(each.change() == ObjectChange.Change.ADDED);
                assertThat(each.actual() == null).isEqualTo(each.change() == ObjectChange.Change.REMOVED);
            });
            DriftReport.Closing closing = Objects.requireNonNull(report.closing());
            ClosingScript database = Objects.requireNonNull(closing.database());
            assertThat(database.proven()).as(database.toString()).isTrue();
            assertThat(project.changed(database.sql()).check().objects()).isEmpty();
        }
    }

    @Test
    void anAddedLabelOfAnEnumIsFoundAndTheMissingMigrationIsWritten() throws Exception {
        try (DriftedProject project = new DriftedProject(folder, SCHEMA)) {
            DriftReport report =
                    project.changed("ALTER TYPE mood ADD VALUE 'furious'").check();
            assertThat(DriftedProject.found(report)).containsExactly("CHANGED enum public.mood");
            assertThat(report.objects().get(0).actual()).contains("furious");
            assertThat(report.objects().get(0).expected()).doesNotContain("furious");
            ClosingScript scripts = Objects.requireNonNull(
                    Objects.requireNonNull(report.closing()).scripts());
            assertThat(scripts.proven()).as(scripts.toString()).isTrue();
            assertThat(scripts.sql()).contains("furious");
        }
    }

    @Test
    void anAddedLabelIsTakenAwayByMakingTheTypeAnew() throws Exception {
        String more = """
                ALTER TABLE customer ALTER mood SET DEFAULT 'sad';
                ALTER TABLE customer ADD moods mood[], ADD CONSTRAINT not_sad CHECK (name = '' OR mood <> 'sad');
                CREATE INDEX by_mood ON customer (mood) WHERE mood = 'glad';
                CREATE VIEW cheerful AS SELECT name, mood FROM customer WHERE mood = 'glad';
                """;
        try (DriftedProject project = new DriftedProject(folder, SCHEMA + more)) {
            project.changed("INSERT INTO customer (name, mood, moods) VALUES ('a', 'glad', '{glad,sad}')")
                    .changed("ALTER TYPE mood ADD VALUE 'furious' BEFORE 'glad'");
            DriftReport report = project.check();
            assertThat(DriftedProject.found(report)).containsExactly("CHANGED enum public.mood");
            ClosingScript script = Objects.requireNonNull(
                    Objects.requireNonNull(report.closing()).database());
            assertThat(script.proven()).as(script.toString()).isTrue();
            assertThat(script.sql()).contains("in one transaction").doesNotContain("DROP COLUMN");
            assertThat(project.changed(script.sql()).check().state()).isEqualTo(DriftState.NONE);
            assertThat(project.query(
                            "SELECT c.name || c.mood || c.moods::text FROM cheerful JOIN customer c USING (name)"))
                    .as("with its values")
                    .containsExactly("aglad{glad,sad}");
        }
    }

    @Test
    void aLabelStaysWhereTheTypeCannotBeMadeAnewAndTheScriptSaysWhy() throws Exception {
        String more = "CREATE FUNCTION louder(mood) RETURNS mood LANGUAGE sql AS 'SELECT $1';";
        try (DriftedProject project = new DriftedProject(folder, SCHEMA + more)) {
            DriftReport report = project.changed("ALTER TYPE mood ADD VALUE 'furious'; CREATE TABLE more (id int)")
                    .check("public.more");
            ClosingScript script = Objects.requireNonNull(
                    Objects.requireNonNull(report.closing()).database());
            assertThat(script.proven()).isFalse();
            assertThat(script.remaining()).containsExactly("public.mood");
            assertThat(script.sql())
                    .contains("-- Not made anew: the enum public.mood", "other objects depend on it")
                    .contains("DROP TABLE public.more")
                    .doesNotContain("CREATE TYPE");
        }
    }

    @Test
    void tablesAndColumnsStayUnlessTheyAreNamed() throws Exception {
        try (DriftedProject project = new DriftedProject(folder, SCHEMA)) {
            project.changed("CREATE TABLE more (id int); INSERT INTO more VALUES (1); ALTER TABLE orders ADD extra int;"
                    + " CREATE INDEX by_note ON orders (note)");
            String kept = database(project.check());
            assertThat(kept)
                    .contains("DROP INDEX")
                    .doesNotContain("DROP TABLE")
                    .doesNotContain("DROP COLUMN")
                    .contains("-- Not dropped: table public.more");
            String named = database(project.check("public.more", "public.orders.extra"));
            assertThat(named).contains("DROP TABLE").contains("DROP COLUMN");
        }
    }

    @Test
    void whatBelongsToOthersIsNoDrift() throws Exception {
        try (DriftedProject project = new DriftedProject(folder, SCHEMA)) {
            DriftReport report = project.changed(
                            "CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
                                    + "CREATE INDEX ON event_2026 (kind);"
                                    + "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"
                                    + "CREATE SCHEMA migration_control_archive; CREATE TABLE migration_control_archive.x ()")
                    .check();
            assertThat(report.objects()).isEmpty();
            assertThat(report.notes())
                    .contains(
                            "Partitions that were made at run time are not compared: 1.",
                            "Tables of other migration systems are not compared: public.alembic_version.");
            assertThat(DriftedProject.found(
                            project.changed("DROP TABLE event_2025").check()))
                    .containsExactly("REMOVED table public.event_2025");
        }
    }

    @Test
    void aHistoryThatCannotBeRunLeavesTheStateUnknown() throws Exception {
        try (DriftedProject project = new DriftedProject(
                folder,
                "DO $$ BEGIN IF to_regclass('public.once') IS NULL THEN CREATE TABLE once (); END IF; END $$")) {
            project.changed(
                    "INSERT INTO flyway_schema_history SELECT 2, '2', 'gone', 'SQL', 'V2__gone.sql', 1, 'x', now(), 1, true");
            DriftReport report = project.check();
            assertThat(report.state()).isEqualTo(DriftState.UNKNOWN);
            assertThat(report.notes())
                    .isEqualTo(List.of("V2__gone.sql was applied, and there is no SQL script of it."));
        }
    }

    private static String database(DriftReport report) {
        return Objects.requireNonNull(Objects.requireNonNull(report.closing()).database())
                .sql();
    }
}
