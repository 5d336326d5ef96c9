package dev.migrationcontrol.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.catalogue.Catalogues;
import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rehearsal.MeasuredForms;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * The locks that the text of a statement says are those that were measured, form by form. Compared are the modes that
 * block something which a rule is about, from ROW EXCLUSIVE on, on tables. Partitions and inheriting tables are left out
 * where the table above them is locked.
 */
class LockTextLikeMeasuredTest {
    /** What the text cannot say, with the reason. */
    private static final Map<String, String> UNSAID = Map.ofEntries(
            Map.entry("do-block-ddl", "what EXECUTE does is decided when it runs"),
            Map.entry("drop-function-cascade", "which triggers call a function is not in the catalogue that is read"),
            Map.entry("drop-sequence-default", "CASCADE of a sequence drops the defaults that call it"),
            Map.entry("drop-statistics", "the statement does not name the table"),
            Map.entry("publication-add-table", "ALTER PUBLICATION is not read any further"),
            Map.entry("publication-drop-table", "ALTER PUBLICATION is not read any further"),
            Map.entry("reindex-schema", "which tables a schema has decides it"),
            Map.entry("delete-cascading", "the rows that fall with others are the rule delete-cascades"));

    private static TargetCatalogue prepared() throws SQLException, IOException {
        String database = TestServer.createDatabase();
        for (String role : List.of("r1", "r2")) {
            TestServer.execute(
                    database, "DO $$ BEGIN CREATE ROLE " + role + "; EXCEPTION WHEN duplicate_object THEN END $$");
        }
        try (Connection connection = TestServer.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(text("setup.sql"));
            if (connection.getMetaData().getDatabaseMajorVersion() >= 18) {
                statement.execute(text("setup-18.sql"));
            }
        }
        return new Catalogues(new DatabaseConnections()).read(TestServer.database(database));
    }

    private static String text(String resource) throws IOException {
        try (var in = Objects.requireNonNull(MeasuredForms.class.getResourceAsStream("/locks/" + resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theTextSaysWhatWasMeasured() throws Exception {
        TargetCatalogue target = prepared();
        String server = target.server().major() == 15 ? "15" : "18";
        SoftAssertions softly = new SoftAssertions();
        int compared = 0;
        int failing = 0;
        for (List<MeasuredForms.Line> form : MeasuredForms.of(server).values()) {
            MeasuredForms.Line first = form.get(0);
            if (!first.error().isEmpty()) {
                failing++;
                continue;
            }
            Map<String, LockMode> measured = measured(form, target);
            Map<String, LockMode> said = said(first.statement(), target);
            boolean same = first.alone() ? covers(said, measured) : said.equals(measured);
            softly.assertThat(same)
                    .as("%s: %s%nmeasured %s%nsaid     %s", first.form(), first.statement(), measured, said)
                    .isEqualTo(!UNSAID.containsKey(first.form()));
            compared++;
        }
        softly.assertAll();
        assertThat(compared + failing).isEqualTo(243);
        assertThat(compared).isGreaterThan(220);
    }

    /** Locks of a statement that runs alone were seen from outside, so that some were missed. */
    private static boolean covers(Map<String, LockMode> said, Map<String, LockMode> measured) {
        return measured.entrySet().stream().allMatch(each -> said.get(each.getKey()) == each.getValue());
    }

    private static Map<String, LockMode> measured(List<MeasuredForms.Line> form, TargetCatalogue target) {
        Map<String, LockMode> locks = new TreeMap<>();
        for (MeasuredForms.Line each : form) {
            boolean table = target.find(each.relation())
                    .filter(found -> found.isTable())
                    .isPresent();
            if (table && !each.lock().equals("-")) {
                locks.put(each.relation(), LockMode.ofSql(each.lock()));
            }
        }
        return relevant(locks, target);
    }

    private static Map<String, LockMode> said(String statements, TargetCatalogue target) {
        Facts facts = new Facts(target, RuleSettings.DEFAULT);
        TransactionFacts transaction = new TransactionFacts(true);
        Map<String, LockMode> locks = new TreeMap<>();
        int number = 0;
        for (String sql : statements.split(";;")) {
            JudgedScript script = JudgedScript.of("V1__form.sql", false, sql, true);
            Step step = new Step(
                    facts,
                    transaction,
                    script,
                    new JudgedScript.Statement(++number, 1, sql),
                    null,
                    false,
                    new Report());
            for (Command command : Commands.of(sql)) {
                LockText.of(command, facts)
                        .forEach((table, mode) -> locks.merge(table.originalQualified(), mode, LockText::stronger));
                new FactChanges(facts, step).apply(command);
            }
        }
        locks.keySet()
                .removeIf(each ->
                        target.find(each).filter(found -> found.isTable()).isEmpty());
        return relevant(locks, target);
    }

    private static Map<String, LockMode> relevant(Map<String, LockMode> locks, TargetCatalogue target) {
        Map<String, LockMode> relevant = new TreeMap<>(locks);
        relevant.values().removeIf(mode -> mode.compareTo(LockMode.ROW_EXCLUSIVE) < 0);
        relevant.keySet().removeIf(each -> {
            String parent = target.find(each).map(found -> found.parent()).orElse(null);
            return parent != null && relevant.get(each) == locks.get(parent);
        });
        return relevant;
    }
}
