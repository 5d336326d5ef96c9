package dev.migrationcontrol.audit.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.audit.SystemSample;
import dev.migrationcontrol.system.MigrationSystems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every known system in a real database: by its default name, in another schema, under another name, several at once. */
class RecognitionMatrixTest {
    /** Tables of applications with names and columns like those of version tables. */
    private static final List<String> DECOYS = List.of(
            "migrations (id serial PRIMARY KEY, species text, departed text, arrived_at timestamptz DEFAULT now())",
            "versions (id serial PRIMARY KEY, item_type text, item_id int, event text, object text, created_at timestamptz)",
            "changelog (id serial PRIMARY KEY, product text, version text, description text, released_at date)",
            "schema_version (id serial PRIMARY KEY, schema_name text, version int, body jsonb, created_at timestamptz DEFAULT now())",
            "changes (id serial PRIMARY KEY, change text, project text, committed_at timestamptz)",
            "tags (name varchar(255) PRIMARY KEY)",
            "regions (version text PRIMARY KEY)",
            "readings (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL)",
            "reports (id serial PRIMARY KEY, name varchar(255), run_on timestamp)",
            "blobs (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint)",
            "uploads (filename text PRIMARY KEY, uploaded_at timestamptz DEFAULT now())",
            "jobs (script text PRIMARY KEY, executed_at timestamptz)",
            "customer_migrations (id serial PRIMARY KEY, name text, status text, started_at timestamptz, finished_at timestamptz)",
            "settings (key varchar PRIMARY KEY, value varchar, created_at timestamp, updated_at timestamp)",
            "events (event text, change_id text, change text, committed_at timestamptz)",
            "data (key text PRIMARY KEY, value jsonb)",
            "db_history (id serial PRIMARY KEY, name text, balance numeric)",
            "revisions (version bigint, name text)",
            "locks (lock_id int PRIMARY KEY)");

    private static final String DECOY_ROWS = "INSERT INTO decoy.tags VALUES ('blue'), ('red');"
            + " INSERT INTO decoy.regions VALUES ('north');"
            + " INSERT INTO decoy.readings (timestamp, name) VALUES (1700000000000, 'boiler');"
            + " INSERT INTO decoy.reports (name, run_on) VALUES ('sales', now());"
            + " INSERT INTO decoy.blobs (hash, created_at) VALUES ('abc', 1);"
            + " INSERT INTO decoy.jobs VALUES ('nightly', now());";

    private static int cases;
    private static int expected;
    private static int found;
    private static int invented;

    private final String database = TestServer.createDatabase();

    @AfterEach
    void dropDatabase() {
        TestServer.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
    }

    static List<SystemSample> systems() {
        return SystemSample.all();
    }

    @ParameterizedTest
    @MethodSource("systems")
    void findsItUnderItsOwnName(SystemSample sample) {
        create(sample, sample.schema(), sample.table());

        DatabaseSystem system = assertThatOnlyFound(sample, false);
        assertThat(system.current()).containsExactlyInAnyOrderElementsOf(sample.versions());
        assertThat(system.records()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("systems")
    void findsItInAnotherSchema(SystemSample sample) {
        create(sample, "Tenant One", sample.table());

        assertThatOnlyFound(sample, false);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void findsItUnderAnotherName(SystemSample sample) {
        if (!isRenamed(sample)) {
            return; // one or two columns of usual names could be anything: not claimed
        }
        String name = sample.system().equals("flyway-legacy") ? "Ledger_3" : "Ledger";
        create(sample, "Tenant One", name);

        DatabaseSystem system = assertThatOnlyFound(sample, !sample.system().equals("custom"));
        assertThat(system.current()).containsExactlyInAnyOrderElementsOf(sample.versions());
    }

    @Test
    void findsAllOfThemAtOnce() {
        List<String> names = new ArrayList<>();
        for (SystemSample sample : SystemSample.all()) {
            create(sample, "s_" + sample.system(), sample.table());
            names.add(sample.system());
        }
        createDecoys();

        assertThatFound(names);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void findsAnyOfThemAnywhere(long seed) {
        Random random = new Random(seed);
        List<SystemSample> samples = new ArrayList<>(SystemSample.all());
        Collections.shuffle(samples, random);
        List<String> names = new ArrayList<>();
        for (SystemSample sample : samples.subList(0, 2 + random.nextInt(8))) {
            boolean renamed = random.nextBoolean() && isRenamed(sample);
            create(
                    sample,
                    random.nextBoolean()
                            ? "s " + sample.system()
                            : sample.system().replace('-', '_'),
                    renamed ? "t" + random.nextInt(1000) : sample.table());
            names.add(sample.system());
        }
        if (random.nextBoolean()) {
            createDecoys();
        }

        assertThatFound(names);
    }

    @Test
    void inventsNone() {
        createDecoys();

        assertThatFound(List.of());
    }

    @ParameterizedTest
    @MethodSource("systems")
    void findsItEmptyUnderItsOwnName(SystemSample sample) {
        create(sample, sample.schema(), sample.table());
        TestServer.execute(
                database, "TRUNCATE " + SystemSample.quote(sample.schema()) + "." + SystemSample.quote(sample.table()));

        assertThat(assertThatOnlyFound(sample, false).current()).isEmpty();
    }

    @AfterAll
    static void tellTheFigures() {
        System.out.printf(
                "Recognition: %d databases, %d systems in them, %d found, %d missed, %d invented%n",
                cases, expected, found, expected - found, invented);
    }

    private static boolean isRenamed(SystemSample sample) {
        return MigrationSystems.named(sample.system()).tables().stream()
                .filter(table -> table.names().stream().anyMatch(sample.table()::equalsIgnoreCase))
                .noneMatch(table -> Boolean.FALSE.equals(table.renamed()));
    }

    private void create(SystemSample sample, String schema, String table) {
        TestServer.execute(database, sample.sql(schema, table));
    }

    private void createDecoys() {
        StringBuilder sql = new StringBuilder("CREATE SCHEMA decoy;");
        DECOYS.forEach(decoy -> sql.append("CREATE TABLE decoy.").append(decoy).append(';'));
        TestServer.execute(database, sql + DECOY_ROWS);
    }

    private DatabaseSystem assertThatOnlyFound(SystemSample sample, boolean renamed) {
        DatabaseAudit audit = assertThatFound(List.of(sample.system()));
        DatabaseSystem system = audit.systems().get(0);
        assertThat(system.renamed()).isEqualTo(renamed);
        assertThat(system.unreadable()).isNull();
        assertThat(audit.objects().counts()).isEmpty();
        return system;
    }

    private DatabaseAudit assertThatFound(List<String> names) {
        DatabaseAudit audit = Auditing.audit(database);
        List<String> told = audit.systems().stream().map(DatabaseSystem::system).toList();
        count(names, told);
        assertThat(new TreeSet<>(told)).isEqualTo(new TreeSet<>(names));
        assertThat(told).hasSameSizeAs(names);
        assertThat(audit.systems())
                .allSatisfy(system -> assertThat(system.unreadable()).isNull());
        assertThat(audit.findings()).noneMatch(finding -> finding.rule().equals("unknown-version-table"));
        return audit;
    }

    private static synchronized void count(List<String> names, List<String> told) {
        Set<String> wanted = new HashSet<>(names);
        cases++;
        expected += names.size();
        found += (int) names.stream().filter(told::contains).count();
        invented += (int) told.stream().filter(name -> !wanted.contains(name)).count();
    }
}
