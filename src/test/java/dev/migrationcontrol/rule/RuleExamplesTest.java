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
import java.sql.DriverManager;
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
    private static final Set<String> FAILING = Set.of(
            "concurrently-in-transaction",
            "enum-value-in-transaction",
            "dependents-break",
            "add-required-column",
            "extension-unavailable",
            "owner-mismatch");

    private static final String OTHER = "rule_examples_other";

    /** What else is true of an example. */
    private static final Map<String, List<String>> ALSO = Map.ofEntries(
            Map.entry("type-change-fk-recheck", List.of("type-change-rewrite")),
            Map.entry("add-column-references", List.of("foreign-key-without-index")),
            Map.entry("concurrently-in-transaction", List.of("transaction-in-script")),
            Map.entry("dependents-break", List.of("type-change-rewrite", "type-change-statistics")),
            Map.entry("drop-column-takes-along", List.of("drop-column")),
            Map.entry("drop-locks-referenced", List.of("drop-table")),
            Map.entry("function-body-breaks", List.of("drop-column")),
            Map.entry("replica-identity-lost", List.of("drop-constraint")),
            Map.entry("secret-in-sql", List.of("role-cluster-wide")),
            Map.entry("timeout-unfit", List.of("not-robust")),
            Map.entry("trigger-disabled", List.of("trigger-lock")),
            Map.entry("truncate-cascade", List.of("truncate")));

    static Stream<String> rules() {
        return RuleBook.all().texts().stream().map(RuleText::id);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void bothFormsAreTrue(String id) throws SQLException {
        RuleText rule = RuleBook.all().find(id).orElseThrow();
        String bad = prepared(rule);
        TargetCatalogue target = target(rule, bad);
        assumeTrue(target.server().major() >= rule.since(), "the server is older than the rule");
        assertThat(fired(rule.bad(), target)).as("of the bad example").containsExactlyElementsOf(expected(id));
        assertThat(fired(rule.good(), target)).as("of the good example").isSubsetOf(ALSO.getOrDefault(id, List.of()));
        if (id.equals("newer-than-server")) {
            return;
        }
        String user = id.equals("owner-mismatch") ? OTHER : TestServer.USER;
        if (FAILING.contains(id)) {
            assertThatThrownBy(() -> run(bad, user, rule.bad())).isInstanceOf(SQLException.class);
        } else {
            run(bad, user, rule.bad());
        }
        run(prepared(rule), TestServer.USER, rule.good());
    }

    /** A role that owns nothing sees who owns the table; an old server is one by its number. */
    private static TargetCatalogue target(RuleText rule, String database) throws SQLException {
        if (rule.id().equals("owner-mismatch")) {
            TestServer.execute(
                    database,
                    "DO $$ BEGIN CREATE ROLE " + OTHER + " LOGIN; EXCEPTION WHEN duplicate_object THEN END $$");
            return CATALOGUES.read(TestServer.databaseAs(OTHER, "unused", database));
        }
        TargetCatalogue read = CATALOGUES.read(TestServer.database(database));
        return rule.id().equals("newer-than-server") ? old(read) : read;
    }

    private static TargetCatalogue old(TargetCatalogue read) {
        return new TargetCatalogue(
                new TargetCatalogue.Server(150_003, "15.3", "UTC", read.server().searchPath(), "x", true),
                read.readAt(),
                read.complete(),
                read.relations(),
                read.sequences(),
                read.types(),
                read.routines(),
                read.volatileFunctions(),
                read.publications(),
                read.extensions(),
                read.replicated());
    }

    private static List<String> expected(String id) {
        return Stream.concat(Stream.of(id), ALSO.getOrDefault(id, List.of()).stream())
                .sorted()
                .toList();
    }

    private static String prepared(RuleText rule) throws SQLException {
        String database = TestServer.createDatabase();
        run(database, TestServer.USER, rule.setup());
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
            Boolean inTransaction = each.startsWith("-- executeInTransaction=false") ? false : null;
            scripts.add(JudgedScript.of("V" + (scripts.size() + 1) + "__example.sql", false, each, inTransaction));
        }
        return scripts;
    }

    private static void run(String database, String user, String example) throws SQLException {
        String url = "jdbc:postgresql://" + TestServer.HOST + ":" + TestServer.port() + "/" + database;
        try (Connection connection = DriverManager.getConnection(url, user, "unused");
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
