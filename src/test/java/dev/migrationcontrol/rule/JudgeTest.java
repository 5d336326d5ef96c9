package dev.migrationcontrol.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.catalogue.Catalogues;
import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rehearsal.ScriptMeasurement;
import dev.migrationcontrol.rehearsal.StatementMeasurement;
import dev.migrationcontrol.rule.ScriptFinding.Accepted;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.book.RuleBook;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What all rules have in common: when they are quiet, what overrules them, what is accepted. */
class JudgeTest {
    private static final String INDEX = "CREATE INDEX orders_total ON orders (total);";

    private static JudgedScript script(String name, String text) {
        return JudgedScript.of(name, false, text, null);
    }

    private static List<ScriptFinding> judge(String... texts) {
        List<JudgedScript> scripts = new java.util.ArrayList<>();
        for (String each : texts) {
            scripts.add(script("V" + (scripts.size() + 1) + "__x.sql", each));
        }
        return RuleBook.all().judge(JudgeInput.of(scripts));
    }

    private static List<ScriptFinding> judgeNamed(String rule, String... texts) {
        return judge(texts).stream().filter(each -> each.rule().equals(rule)).toList();
    }

    private static List<ScriptFinding> judgeOn(TargetCatalogue target, RuleSettings settings, String text) {
        return RuleBook.all()
                .judge(new JudgeInput(
                        List.of(), List.of(script("V1__x.sql", text)), target, List.of(), settings, List.of()));
    }

    @Test
    void aFindingSaysWhereAndWhatToDo() {
        assertThat(judge("-- first\nSELECT 1;\n\n" + INDEX)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("index-without-concurrently");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.script()).isEqualTo("V1__x.sql");
            assertThat(finding.line()).isEqualTo(4);
            assertThat(finding.statement()).isEqualTo(2);
            assertThat(finding.message()).contains("orders");
            assertThat(finding.remedy()).contains("CONCURRENTLY");
            assertThat(finding.by()).containsExactly(By.TEXT);
            assertThat(finding.accepted()).isNull();
        });
    }

    @Test
    void tablesOfTheSamePlanAreQuietAlsoAfterARename() {
        assertThat(judge("CREATE TABLE orders (total int);", INDEX)).isEmpty();
        assertThat(judge("CREATE TABLE old (total int); ALTER TABLE old RENAME TO orders;", INDEX))
                .isEmpty();
        assertThat(judge("CREATE TABLE public.orders (total int);", INDEX)).isEmpty();
        assertThat(judge(
                        "CREATE TABLE orders (total int); ALTER TABLE orders SET SCHEMA app;",
                        "CREATE INDEX i ON app.orders (total)"))
                .isEmpty();
        assertThat(judge(
                        "SET search_path TO app; CREATE TABLE orders (total int);",
                        "CREATE INDEX i ON app.orders (total)"))
                .isEmpty();
        assertThat(judgeNamed(
                        "index-without-concurrently",
                        "ALTER TABLE orders RENAME TO old; CREATE TABLE IF NOT EXISTS orders (total int); " + INDEX))
                .isEmpty();
        assertThat(judgeNamed(
                        "index-without-concurrently",
                        "DROP TABLE IF EXISTS orders; CREATE TABLE IF NOT EXISTS orders (total int); " + INDEX))
                .isEmpty();
        assertThat(judge("CREATE TEMP TABLE orders (total int); " + INDEX)).isEmpty();
        assertThat(judge("DO $$ BEGIN IF true THEN CREATE TABLE orders (total int); END IF; END $$;", INDEX))
                .extracting(ScriptFinding::rule)
                .doesNotContain("index-without-concurrently");
    }

    @Test
    void whatWasAppliedBeforeIsNotNewAndItsFactsCount() {
        JudgeInput input = new JudgeInput(
                List.of(
                        script("V1__x.sql", "CREATE TABLE orders (total int, state varchar(10));"),
                        script("V2__x.sql", "ALTER TABLE orders ADD CONSTRAINT c CHECK (total IS NOT NULL) NOT VALID;"),
                        script("V3__x.sql", "ALTER TABLE orders VALIDATE CONSTRAINT c;")),
                List.of(
                        script("V4__x.sql", "ALTER TABLE orders ALTER COLUMN total SET NOT NULL;"),
                        script("V5__x.sql", "ALTER TABLE orders ALTER COLUMN state SET NOT NULL;")),
                null,
                List.of(),
                RuleSettings.DEFAULT,
                List.of());
        assertThat(RuleBook.all().judge(input)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("set-not-null-scan");
            assertThat(finding.script()).isEqualTo("V5__x.sql");
        });
    }

    @Test
    void theTargetDecidesWhatIsSmallAndWhatIsThere() throws SQLException {
        String database = TestServer.createDatabase();
        Catalogues catalogues = new Catalogues(new DatabaseConnections());
        TestServer.execute(database, "CREATE TABLE orders (total int)");
        TargetCatalogue uncounted = catalogues.read(TestServer.database(database));
        assertThat(judgeOn(uncounted, RuleSettings.DEFAULT, INDEX))
                .as("never counted is not small")
                .hasSize(1);
        TestServer.execute(database, "INSERT INTO orders SELECT generate_series(1, 5000); ANALYZE orders");
        TargetCatalogue counted = catalogues.read(TestServer.database(database));
        assertThat(judgeOn(counted, RuleSettings.DEFAULT, INDEX)).as("small").isEmpty();
        RuleSettings strict = new RuleSettings(Map.of(), Map.of(), 1_000, 10 << 20);
        assertThat(judgeOn(counted, strict, INDEX))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("about 5,000 rows"));
        String create = "CREATE TABLE IF NOT EXISTS orders (total int); ";
        assertThat(judgeOn(counted, strict, create + INDEX))
                .as("IF NOT EXISTS creates nothing here")
                .extracting(ScriptFinding::rule)
                .contains("index-without-concurrently");
    }

    private static List<ScriptFinding> measured(String text, StatementMeasurement measurement) {
        ScriptMeasurement script = new ScriptMeasurement(
                "V1__x.sql", false, Duration.ofMillis(5), List.of(measurement), List.of(), List.of());
        return RuleBook.all()
                .judge(new JudgeInput(
                        List.of(),
                        List.of(script("V1__x.sql", text)),
                        null,
                        List.of(script),
                        RuleSettings.DEFAULT,
                        List.of()));
    }

    private static StatementMeasurement measurement(List<StatementMeasurement.Scan> scans) {
        return new StatementMeasurement(
                1,
                Duration.ofMillis(3),
                100,
                List.of(new StatementMeasurement.Lock("public.orders", "table", LockMode.SHARE, Duration.ofMillis(4))),
                List.of(),
                scans,
                List.of(),
                false);
    }

    @Test
    void whatWasMeasuredOverrulesWhatWasRead() {
        assertThat(measured(INDEX, measurement(List.of(new StatementMeasurement.Scan("public.orders", 1)))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.by()).containsExactly(By.TEXT, By.MEASURED);
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                });
        assertThat(measured(INDEX, measurement(List.of()))).singleElement().satisfies(finding -> {
            assertThat(finding.by()).containsExactly(By.MEASURED);
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.message()).contains("short");
        });
    }

    @Test
    void aPolicySaysHowMuchARuleMatters() {
        RuleSettings error =
                new RuleSettings(Map.of("index-without-concurrently", Level.ERROR), Map.of(), 10_000, 10 << 20);
        assertThat(judgeWith(error)).extracting(ScriptFinding::severity).containsExactly(Severity.ERROR);
        RuleSettings off =
                new RuleSettings(Map.of("index-without-concurrently", Level.OFF), Map.of(), 10_000, 10 << 20);
        assertThat(judgeWith(off)).isEmpty();
        RuleSettings accepted = new RuleSettings(
                Map.of(), Map.of("index-without-concurrently", "nobody writes at night"), 10_000, 10 << 20);
        assertThat(judgeWith(accepted))
                .extracting(ScriptFinding::accepted)
                .containsExactly(new Accepted("nobody writes at night", "policy"));
    }

    private static List<ScriptFinding> judgeWith(RuleSettings settings) {
        return RuleBook.all()
                .judge(new JudgeInput(
                        List.of(), List.of(script("V1__x.sql", INDEX)), null, List.of(), settings, List.of()));
    }

    @Test
    void aCommentAcceptsByNameAndWithAReason() {
        assertThat(judge("-- migration-control: accept index-without-concurrently: the table is tiny\n" + INDEX))
                .extracting(ScriptFinding::accepted)
                .containsExactly(new Accepted("the table is tiny", "script"));
        assertThat(judge("/* migration-control: accept index-without-concurrently: tiny */ " + INDEX))
                .extracting(ScriptFinding::accepted)
                .containsExactly(new Accepted("tiny", "script"));
        assertThat(judge("-- migration-control: accept index-without-concurrently\n" + INDEX))
                .as("no reason")
                .extracting(ScriptFinding::rule)
                .containsExactly("acceptance-unusable", "index-without-concurrently");
        assertThat(judge("-- migration-control: accept no-such-rule: because\nSELECT 1"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("no-such-rule"));
        assertThat(judge("SELECT '-- migration-control: accept x'")).isEmpty();
    }

    @Test
    void anAcceptanceOfTheRequestIsForOneScriptOrForAll() {
        Acceptance other = new Acceptance("index-without-concurrently", "V2__x.sql", "tiny", "request");
        JudgeInput input = new JudgeInput(
                List.of(),
                List.of(script("V1__x.sql", INDEX), script("V2__x.sql", "CREATE INDEX b ON orders (total)")),
                null,
                List.of(),
                RuleSettings.DEFAULT,
                List.of(other));
        assertThat(RuleBook.all().judge(input))
                .extracting(ScriptFinding::accepted)
                .containsExactly(null, new Accepted("tiny", "request"));
    }

    @Test
    void manyFindingsEndAtABound() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Report.MOST + 5; i++) {
            text.append("CREATE INDEX i").append(i).append(" ON orders (total);\n");
        }
        List<ScriptFinding> findings = judge(text.toString());
        assertThat(findings).hasSize(Report.MOST + 1);
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo("more-findings");
            assertThat(finding.message()).contains("5 more");
        });
    }
}
