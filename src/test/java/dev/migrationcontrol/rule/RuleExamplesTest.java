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
            "uses-later-object",
            "owner-mismatch");

    private static final String OTHER = "rule_examples_other";

    /** The rules that are about a server of another version than that of this build, with that version. */
    private static final Map<String, Integer> SERVERS =
            Map.of("newer-than-server", 150_003, "foreign-key-partitioned", 150_003, "index-corruption-14", 140_003);

    /** What else is true of an example. */
    private static final Map<String, List<String>> ALSO = Map.ofEntries(
            Map.entry("type-change-check", List.of("cached-plan")),
            Map.entry("type-change-fk-recheck", List.of("cached-plan", "type-change-rewrite", "wal-and-disk")),
            Map.entry("type-change-index-rebuild", List.of("cached-plan")),
            Map.entry("type-change-rewrite", List.of("cached-plan")),
            Map.entry("type-change-statistics", List.of("cached-plan")),
            Map.entry("type-change-time-zone", List.of("cached-plan")),
            Map.entry("add-column-references", List.of("foreign-key-without-index")),
            Map.entry("concurrently-in-transaction", List.of("transaction-in-script")),
            Map.entry("dependents-break", List.of("cached-plan", "type-change-rewrite", "type-change-statistics")),
            Map.entry("drop-column-takes-along", List.of("drop-column")),
            Map.entry("drop-database", List.of("role-cluster-wide")),
            Map.entry("drop-locks-referenced", List.of("drop-table")),
            Map.entry("function-body-breaks", List.of("drop-column")),
            Map.entry("lock-order", List.of("explicit-lock")),
            Map.entry("replica-identity-lost", List.of("drop-constraint")),
            Map.entry("secret-in-sql", List.of("role-cluster-wide")),
            Map.entry("several-alters", List.of("set-not-null-scan")),
            Map.entry("timeout-unfit", List.of("not-robust")),
            Map.entry("trigger-disabled", List.of("trigger-lock")),
            Map.entry("truncate-cascade", List.of("truncate")),
            Map.entry("undo-heavier", List.of("cached-plan", "type-change-rewrite")),
            Map.entry("wal-and-disk", List.of("update-unbatched")));

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
        if (SERVERS.containsKey(id) && !id.startsWith("index")) {
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
        return SERVERS.containsKey(rule.id()) ? old(read, SERVERS.get(rule.id())) : read;
    }

    private static TargetCatalogue old(TargetCatalogue read, int version) {
        String display = version / 10_000 + "." + version % 10_000;
        return new TargetCatalogue(
                new TargetCatalogue.Server(
                        version, display, "UTC", read.server().searchPath(), "x", true),
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
        for (String each : example.split("(?m)^(?=-- (?:next script|undo)$)")) {
            String text = each.replaceFirst("^-- next script\n", "");
            Boolean inTransaction = text.startsWith("-- executeInTransaction=false") ? false : null;
            boolean undo = text.startsWith("-- undo");
            String name = (undo ? "U" : "V") + (scripts.size() + 1) + "__example.sql";
            scripts.add(JudgedScript.of(name, undo, text, inTransaction));
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
