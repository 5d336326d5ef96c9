package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.audit.database.DatabaseHistories.Judgement;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.planner.Migration;
import dev.migrationcontrol.planner.MigrationState;
import dev.migrationcontrol.planner.refusal.HistoryProblem;
import dev.migrationcontrol.sql.CreatedTables;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What someone should know of the environment's own history. */
final class DatabaseHistoryFindings {
    private final DatabaseHistory history;
    private final List<Migration> migrations;
    private final DatabaseScripts scripts;
    private final List<Finding> findings = new ArrayList<>();

    private DatabaseHistoryFindings(Judgement judgement, DatabaseScripts scripts) {
        this.history = judgement.history();
        this.migrations = judgement.migrations();
        this.scripts = scripts;
    }

    static List<Finding> of(Judgement judgement, DatabaseScripts scripts, DatabaseObjectCatalogue objects) {
        DatabaseHistoryFindings findings = new DatabaseHistoryFindings(judgement, scripts);
        findings.unreadable();
        findings.history.problems().forEach(findings::problem);
        findings.outOfOrder();
        findings.missingTables(objects);
        return findings.findings;
    }

    private void unreadable() {
        String why = history.unreadable();
        if (why != null) {
            add(
                    "history-unreadable",
                    Severity.ERROR,
                    history.table(),
                    "The environment's own history cannot be read: " + why + ".",
                    "Grant what is missing, or repair the table; until then nothing of this history is judged.");
        }
        String scriptsUnreadable = scripts.unreadable();
        if (scriptsUnreadable != null) {
            add(
                    "scripts-unreadable",
                    Severity.WARNING,
                    "the configured locations",
                    "The scripts cannot be read, so the history and the objects were not compared with them: "
                            + scriptsUnreadable,
                    "Correct the locations of the environment, and audit again.");
        }
    }

    private void problem(HistoryProblem problem) {
        boolean grave = switch (problem.kind()) {
            case FUTURE_MIGRATION, DESCRIPTION_MISMATCH -> false;
            default -> true;
        };
        add(
                problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                grave ? Severity.ERROR : Severity.WARNING,
                history.table() + ", " + problem.script(),
                problem.detail(),
                remedy(problem.kind()));
    }

    private static String remedy(HistoryProblem.Kind kind) {
        return switch (kind) {
            case UNREADABLE_ROW -> "Go on with the edition that wrote the row, or replace it after a review.";
            case FAILED_MIGRATION -> "Remove what it left, then run a repair.";
            case MISSING_SCRIPT -> "Put the script back, or run a repair to mark it as deleted.";
            case FUTURE_MIGRATION -> "Deploy the release of the scripts that this database has seen.";
            case NOT_APPLIED -> "Renumber it, or upgrade with outOfOrder.";
            case TYPE_MISMATCH, CHECKSUM_MISMATCH, DESCRIPTION_MISMATCH ->
                "Put the file back as it was applied, or run a repair after a review.";
        };
    }

    private void outOfOrder() {
        if (!history.outOfOrder().isEmpty()) {
            add(
                    "out-of-order",
                    Severity.INFO,
                    history.table(),
                    "Applied after a newer version: " + String.join(", ", history.outOfOrder()) + ".",
                    "Do nothing if every environment allows it; know that a new database applies them in another order.");
        }
    }

    /** Recorded as applied, but what it creates is not there. */
    private void missingTables(DatabaseObjectCatalogue objects) {
        Map<String, String> applied = new LinkedHashMap<>();
        for (Migration migration : migrations) {
            HistoryRow row = migration.row();
            String text = scripts.texts().get(migration.scriptName());
            if (row != null && row.success() && text != null && migration.state() != MigrationState.DELETED) {
                applied.put(migration.scriptName(), text);
            }
        }
        Map<String, List<Statement>> read = new LinkedHashMap<>();
        CreatedTables tables = new CreatedTables();
        applied.forEach((script, text) -> read.put(script, ScriptOutline.of(text)));
        read.values().forEach(tables::follow);
        Map<String, String> created = new LinkedHashMap<>();
        read.forEach((script, statements) ->
                tables.lasting(statements).forEach(table -> created.putIfAbsent(table.folded(), script)));
        created.forEach((table, script) -> {
            if (!objects.hasRelation(table)) {
                add(
                        "recorded-object-missing",
                        Severity.ERROR,
                        table,
                        "The history records " + script + " as applied, which creates the table " + table
                                + ", but it is not there; no script drops or renames it.",
                        "Find out who removed it. Restore it, or write a migration that drops it.");
            }
        });
    }

    private void add(String rule, Severity severity, String where, String detail, String remedy) {
        findings.add(new Finding(rule, severity, where, detail, remedy));
    }
}
