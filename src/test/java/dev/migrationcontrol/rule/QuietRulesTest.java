package dev.migrationcontrol.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.catalogue.Catalogues;
import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rehearsal.ScriptMeasurement;
import dev.migrationcontrol.rehearsal.StatementMeasurement;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.book.RuleBook;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that compare statements and scripts: their own bad examples, where they have to be quiet and where they have not. */
class QuietRulesTest {
    private static final Catalogues CATALOGUES = new Catalogues(new DatabaseConnections());

    private static RuleText rule(String id) {
        return RuleBook.all().find(id).orElseThrow();
    }

    private static List<JudgedScript> scripts(String example, @Nullable Boolean inTransaction) {
        List<JudgedScript> scripts = new ArrayList<>();
        for (String each : example.split("(?m)^(?=-- (?:next script|undo)$)")) {
            boolean undo = each.startsWith("-- undo");
            scripts.add(JudgedScript.of("V" + (scripts.size() + 2) + "__x.sql", undo, each, inTransaction));
        }
        return scripts;
    }

    private static List<ScriptFinding> judge(String id, JudgeInput input) {
        return RuleBook.all().judge(input).stream()
                .filter(each -> each.rule().equals(id))
                .toList();
    }

    private static JudgeInput input(
            List<JudgedScript> applied, List<JudgedScript> scripts, @Nullable TargetCatalogue target) {
        Map<String, Level> asked = Map.of("wide-index", Level.INFO);
        RuleSettings settings = new RuleSettings(asked, Map.of(), 10_000, 10 << 20);
        return new JudgeInput(applied, scripts, target, List.of(), settings, List.of());
    }

    private static JudgedScript setup(String id) {
        return JudgedScript.of("V1__setup.sql", false, rule(id).setup(), null);
    }

    private static TargetCatalogue target(String id) throws SQLException {
        String database = TestServer.createDatabase();
        TestServer.execute(database, rule(id).setup());
        TestServer.execute(database, "ANALYZE");
        return CATALOGUES.read(TestServer.database(database));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "work-after-exclusive",
                "several-alters",
                "lock-budget",
                "lock-order",
                "built-then-thrown-away",
                "maintenance-blocked",
                "undo-heavier",
                "cached-plan",
                "drop-type",
                "analyze-missing"
            })
    void tablesOfTheSamePlanAreQuietAndAppliedOnesAreNot(String id) {
        List<JudgedScript> bad = scripts(rule(id).bad(), null);
        List<JudgedScript> all = new ArrayList<>(List.of(setup(id)));
        all.addAll(bad);
        assertThat(judge(id, input(List.of(), all, null)))
                .as("made by the same plan")
                .isEmpty();
        assertThat(judge(id, input(List.of(setup(id)), bad, null)))
                .as("applied before")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "work-after-exclusive",
                "several-alters",
                "lock-budget",
                "lock-order",
                "built-then-thrown-away",
                "maintenance-blocked",
                "undo-heavier",
                "wal-and-disk",
                "analyze-missing"
            })
    void smallTablesOfTheTargetAreQuiet(String id) throws SQLException {
        assertThat(judge(id, input(List.of(), scripts(rule(id).bad(), null), target(id))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cached-plan", "drop-type", "sequence-behind", "rights-missing", "int-key-full", "sequence-full"
            })
    void whatIsLostDoesNotDependOnTheSize(String id) throws SQLException {
        assertThat(judge(id, input(List.of(), scripts(rule(id).bad(), null), target(id))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"work-after-exclusive", "several-alters", "lock-order", "maintenance-blocked"})
    void withoutATransactionEachStatementHasItsOwnLocks(String id) {
        assertThat(judge(id, input(List.of(setup(id)), scripts(rule(id).bad(), false), null)))
                .isEmpty();
    }

    @Test
    void theVersionOfTheTargetDecides() throws SQLException {
        assertThat(onVersion("grant-waits", 170_002)).isEmpty();
        assertThat(onVersion("grant-waits", 180_000)).hasSize(1);
        assertThat(onVersion("foreign-key-partitioned", 170_002)).hasSize(1);
        assertThat(onVersion("foreign-key-partitioned", 180_000)).isEmpty();
        assertThat(onVersion("index-corruption-14", 140_003)).hasSize(1);
        assertThat(onVersion("index-corruption-14", 140_004)).isEmpty();
    }

    private static List<ScriptFinding> onVersion(String id, int version) throws SQLException {
        TargetCatalogue read = target(id);
        TargetCatalogue.Server server = new TargetCatalogue.Server(
                version,
                version / 10_000 + "." + version % 100,
                "UTC",
                read.server().searchPath(),
                "x",
                true);
        TargetCatalogue other = new TargetCatalogue(
                server,
                read.readAt(),
                read.complete(),
                read.relations(),
                read.sequences(),
                read.types(),
                read.routines(),
                read.volatileFunctions(),
                read.publications(),
                read.extensions(),
                read.defaultGrants(),
                read.replicated());
        return judge(id, input(List.of(), scripts(rule(id).bad(), null), other));
    }

    private static List<ScriptFinding> measured(String id, List<StatementMeasurement.Scan> scans, String... locked) {
        List<StatementMeasurement> statements = new ArrayList<>();
        for (String each : locked) {
            statements.add(new StatementMeasurement(
                    statements.size() + 1,
                    Duration.ofMillis(3),
                    100,
                    List.of(new StatementMeasurement.Lock(each, "table", LockMode.ACCESS_EXCLUSIVE, null)),
                    List.of(),
                    statements.isEmpty() ? List.of() : scans,
                    List.of(),
                    false));
        }
        ScriptMeasurement script =
                new ScriptMeasurement("V2__x.sql", false, Duration.ofMillis(5), statements, List.of(), List.of());
        return judge(
                id,
                new JudgeInput(
                        List.of(setup(id)),
                        scripts(rule(id).bad(), null),
                        null,
                        List.of(script),
                        RuleSettings.DEFAULT,
                        List.of()));
    }

    @Test
    void whatWasMeasuredDecidesWhetherAStatementWorks() {
        assertThat(measured("work-after-exclusive", List.of(), "public.orders", "public.customers"))
                .as("no scan")
                .isEmpty();
        assertThat(measured(
                        "work-after-exclusive",
                        List.of(new StatementMeasurement.Scan("public.customers", 1)),
                        "public.orders",
                        "public.customers"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.by()).containsExactly(By.MEASURED));
    }

    @Test
    void onlyARehearsalKnowsWhatADoLocks() {
        List<JudgedScript> scripts = new ArrayList<>();
        List<ScriptMeasurement> measured = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            String sql = "DO $$ BEGIN EXECUTE 'ALTER TABLE ' || 'orders' || ' ADD COLUMN c" + i + " int'; END $$;";
            scripts.add(JudgedScript.of("V" + i + "__x.sql", false, sql, null));
            measured.add(new ScriptMeasurement(
                    "V" + i + "__x.sql",
                    false,
                    Duration.ofMillis(5),
                    List.of(new StatementMeasurement(
                            1,
                            Duration.ofMillis(3),
                            100,
                            List.of(new StatementMeasurement.Lock(
                                    "public.orders", "table", LockMode.ACCESS_EXCLUSIVE, null)),
                            List.of(),
                            List.of(),
                            List.of(),
                            false)),
                    List.of(),
                    List.of()));
        }
        List<JudgedScript> applied =
                List.of(JudgedScript.of("V0__x.sql", false, "CREATE TABLE orders (id bigint);", null));
        JudgeInput without = new JudgeInput(applied, scripts, null, List.of(), RuleSettings.DEFAULT, List.of());
        assertThat(judge("lock-budget", without)).isEmpty();
        JudgeInput with = new JudgeInput(applied, scripts, null, measured, RuleSettings.DEFAULT, List.of());
        assertThat(judge("lock-budget", with))
                .singleElement()
                .satisfies(finding -> assertThat(finding.script()).isEqualTo("V3__x.sql"));
    }

    private static List<ScriptFinding> judge(String id, String... texts) {
        List<JudgedScript> scripts = new ArrayList<>();
        for (String each : texts) {
            scripts.add(JudgedScript.of("V" + (scripts.size() + 1) + "__x.sql", false, each, null));
        }
        return judge(id, JudgeInput.of(scripts));
    }

    @Test
    void aTableIsUsedTooEarlyOnlyWhereNothingElseExplainsIt() {
        String create = "CREATE TABLE parcels (id bigint);";
        assertThat(judge("uses-later-object", "INSERT INTO parcels VALUES (1);", create))
                .hasSize(1);
        assertThat(judge("uses-later-object", "DROP TABLE IF EXISTS parcels;", create))
                .isEmpty();
        assertThat(judge("uses-later-object", "ALTER TABLE IF EXISTS parcels ADD x int;", create))
                .isEmpty();
        assertThat(judge("uses-later-object", "DELETE FROM parcels; DROP TABLE parcels;", create))
                .isEmpty();
        assertThat(judge("uses-later-object", "DELETE FROM parcels; ALTER TABLE parcels SET SCHEMA old;", create))
                .isEmpty();
        assertThat(judge("uses-later-object", "DELETE FROM parcels; DROP SCHEMA public CASCADE;", create))
                .isEmpty();
        assertThat(judge(
                        "uses-later-object",
                        "CREATE TABLE parcels (id bigint PRIMARY KEY, up bigint REFERENCES parcels);"))
                .isEmpty();
        assertThat(judge("uses-later-object", "DELETE FROM parcels;", "CREATE TABLE IF NOT EXISTS parcels (id int);"))
                .isEmpty();
    }

    @Test
    void anIndexThatAStatementNeedsInBetweenIsNotThrownAway() {
        List<JudgedScript> applied = List.of(JudgedScript.of("V1__x.sql", false, "CREATE TABLE a (x int);", null));
        String build = "CREATE INDEX a_x ON a (x);";
        String drop = "DROP INDEX a_x;";
        assertThat(judge(
                        "built-then-thrown-away",
                        input(applied, List.of(JudgedScript.of("V2__x.sql", false, build + drop, null)), null)))
                .hasSize(1);
        String clean = build + "DELETE FROM a WHERE x = 1;" + drop;
        assertThat(judge(
                        "built-then-thrown-away",
                        input(applied, List.of(JudgedScript.of("V2__x.sql", false, clean, null)), null)))
                .isEmpty();
    }

    @Test
    void aColumnThatIsComputedLosesNoValues() {
        String table = "CREATE TABLE states (a int, b int GENERATED ALWAYS AS (a * 2) STORED);";
        JudgedScript applied = JudgedScript.of("V1__x.sql", false, table, null);
        JudgedScript drop = JudgedScript.of(
                "V2__x.sql", false, "ALTER TABLE states DROP COLUMN a; ALTER TABLE states DROP COLUMN b;", null);
        assertThat(judge("drop-column", input(List.of(applied), List.of(drop), null)))
                .extracting(ScriptFinding::message)
                .containsExactly("The values of a of states are lost.", "b of states is not there any more.");
    }

    @Test
    void aTransactionIsReportedOnceForWhatItHolds() {
        String applied = "CREATE TABLE a (x int); CREATE TABLE b (x int); CREATE TABLE c (x int);";
        String script = "ALTER TABLE a ADD y int; UPDATE b SET x = 1 WHERE x = 2; UPDATE c SET x = 1 WHERE x = 2;";
        List<JudgedScript> before = List.of(JudgedScript.of("V1__x.sql", false, applied, null));
        assertThat(judge(
                        "work-after-exclusive",
                        input(before, List.of(JudgedScript.of("V2__x.sql", false, script, null)), null)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.statement()).isEqualTo(2));
        String dropped = "DROP TABLE a; UPDATE b SET x = 1 WHERE x = 2;";
        assertThat(judge(
                        "work-after-exclusive",
                        input(before, List.of(JudgedScript.of("V2__x.sql", false, dropped, null)), null)))
                .as("nobody waits for a table that is gone")
                .isEmpty();
    }

    @Test
    void aSequenceThatIsSetLaterIsNotLeftBehind() {
        String table = "CREATE TABLE states (id serial PRIMARY KEY, name text);";
        String rows = "INSERT INTO states (id, name) VALUES (1, 'new');";
        assertThat(judge("sequence-behind", table + rows)).hasSize(1);
        assertThat(judge("sequence-behind", table + rows, "SELECT setval('states_id_seq', 1);"))
                .isEmpty();
        assertThat(judge("sequence-behind", table + "INSERT INTO states (name) VALUES ('1');"))
                .isEmpty();
        assertThat(judge("sequence-behind", "CREATE TABLE states (id int, name text);" + rows))
                .isEmpty();
    }
}
