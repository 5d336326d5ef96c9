package dev.migrationcontrol.datacheck;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.script.ScriptOutline;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.Commands;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the rows of a target which of them would make statements fail; only reads, each time for a few seconds. */
@Singleton
public final class DataChecks {
    static final int MOST = 50;
    private static final Duration ALL_TOGETHER = Duration.ofSeconds(30);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Map<String, String> SETTINGS = Map.of(
            "statement_timeout", "5000", "lock_timeout", "500", "jit", "off", "default_transaction_read_only", "on");

    private final DatabaseConnections connections;

    DataChecks(DatabaseConnections connections) {
        this.connections = connections;
    }

    /** The checks of a script by the numbers of its statements. */
    public record Checked(Map<Integer, List<DataCheck>> byStatement) {}

    /**
     * Asks about the scripts of a plan, in their order. Blocks for half a minute at most.
     *
     * @param scripts by their names, in the order in which they run
     * @return by the names of scripts; a script without questions is not in it
     * @throws SQLException when the database cannot be reached
     */
    public Map<String, Checked> ask(Environment environment, TargetCatalogue target, Map<String, ScriptOutline> scripts)
            throws SQLException {
        Map<String, List<DataQuestion>> questions = questions(target, scripts);
        if (questions.isEmpty()) {
            return Map.of();
        }
        Map<String, Checked> checked = new HashMap<>();
        long end = System.nanoTime() + ALL_TOGETHER.toNanos();
        try (Connection connection = connections.open(
                environment.statusDatabase(), "migration-control/data-check", SETTINGS, CONNECT_TIMEOUT)) {
            DataAnswers answers = new DataAnswers(connection, target);
            for (Map.Entry<String, List<DataQuestion>> script : questions.entrySet()) {
                Map<Integer, List<DataCheck>> byStatement = new HashMap<>();
                for (DataQuestion each : script.getValue()) {
                    DataCheck answer = System.nanoTime() < end
                            ? answers.answer(each)
                            : DataAnswers.unanswered(each, "There was no time left for this question.");
                    byStatement
                            .computeIfAbsent(each.statement(), key -> new ArrayList<>())
                            .add(answer);
                }
                checked.put(script.getKey(), new Checked(byStatement));
            }
        }
        return checked;
    }

    private static Map<String, List<DataQuestion>> questions(
            TargetCatalogue target, Map<String, ScriptOutline> scripts) {
        Map<String, List<DataQuestion>> questions = new java.util.LinkedHashMap<>();
        int count = 0;
        for (Map.Entry<String, ScriptOutline> script : scripts.entrySet()) {
            DataQuestions asked = new DataQuestions(target);
            int number = 0;
            for (ScriptOutline.Statement each : script.getValue().statements()) {
                number++;
                for (Command command : Commands.of(each.sql())) {
                    asked.read(number, command);
                }
            }
            List<DataQuestion> some = asked.list().stream().limit(MOST - count).toList();
            count += some.size();
            if (!some.isEmpty()) {
                questions.put(script.getKey(), some);
            }
        }
        return questions;
    }
}
