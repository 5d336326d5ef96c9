package dev.migrationcontrol.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.catalogue.Catalogues;
import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.rule.book.RuleBook;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of every rule run on a real server; the bad one is reported by this rule alone, the good one by none. */
class RuleExamplesTest {
    private static final Catalogues CATALOGUES = new Catalogues(new DatabaseConnections());

    /** What their bad examples do is refused by the server, which is what these rules say. */
    private static final Set<String> FAILING = Set.of();

    /** What else is true of a bad example. */
    private static final Map<String, List<String>> ALSO =
            Map.of("type-change-fk-recheck", List.of("type-change-rewrite"));

    static Stream<String> rules() {
        return RuleBook.all().texts().stream().map(RuleText::id);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void bothFormsAreTrue(String id) throws SQLException {
        RuleText rule = RuleBook.all().find(id).orElseThrow();
        String bad = prepared(rule);
        TargetCatalogue target = CATALOGUES.read(TestServer.database(bad));
        assumeTrue(target.server().major() >= rule.since(), "the server is older than the rule");
        assertThat(fired(rule.bad(), target)).as("of the bad example").containsExactlyElementsOf(expected(id));
        assertThat(fired(rule.good(), target)).as("of the good example").isEmpty();
        if (FAILING.contains(id)) {
            assertThatThrownBy(() -> run(bad, rule.bad())).isInstanceOf(SQLException.class);
        } else {
            run(bad, rule.bad());
        }
        run(prepared(rule), rule.good());
    }

    private static List<String> expected(String id) {
        return Stream.concat(Stream.of(id), ALSO.getOrDefault(id, List.of()).stream())
                .sorted()
                .toList();
    }

    private static String prepared(RuleText rule) throws SQLException {
        String database = TestServer.createDatabase();
        run(database, rule.setup());
        TestServer.execute(database, "ANALYZE");
        return database;
    }

    private static List<String> fired(String example, TargetCatalogue target) {
        Map<String, Level> all = new TreeMap<>();
        RuleBook.all().texts().stream()
                .filter(each -> each.level() == Level.OFF)
                .forEach(each -> all.put(each.id(), Level.INFO));
        RuleSettings settings = new RuleSettings(all, Map.of(), 0, 0);
        JudgeInput input = new JudgeInput(List.of(), scripts(example), target, List.of(), settings, List.of());
        return RuleBook.all().judge(input).stream()
                .map(ScriptFinding::rule)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<JudgedScript> scripts(String example) {
        List<JudgedScript> scripts = new ArrayList<>();
        for (String each : example.split("-- next script\n")) {
            scripts.add(JudgedScript.of("V" + (scripts.size() + 1) + "__example.sql", false, each, null));
        }
        return scripts;
    }

    private static void run(String database, String example) throws SQLException {
        try (Connection connection = TestServer.connect(database);
                Statement statement = connection.createStatement()) {
            for (JudgedScript script : scripts(example)) {
                connection.setAutoCommit(!script.transactional());
                for (JudgedScript.Statement each : script.statements()) {
                    statement.execute(each.sql());
                }
                if (script.transactional()) {
                    connection.commit();
                }
            }
        }
    }
}
