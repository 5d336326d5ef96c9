package dev.migrationcontrol.check;

import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.rule.JudgedScript;
import dev.migrationcontrol.rule.ScriptFinding;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.sql.MetaCommand;
import dev.migrationcontrol.sql.ReadScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes scripts of files that rules can judge: placeholders replaced, configured transactions, unreadable ones reported. */
final class CheckedScripts {
    static final String UNREADABLE = "script-unreadable";
    private static final int MOST_STATEMENTS = 20_000;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.:-]{1,100})}");
    private static final Pattern IN_TRANSACTION =
            Pattern.compile("(?m)^\\s*executeInTransaction\\s*=\\s*(true|false)\\s*$");
    private static final Pattern NO_TRANSACTION = Pattern.compile(
            "(?mi)^--\\s*(\\+goose NO TRANSACTION|migrate:up.*transaction:\\s*false|disable-transaction)");

    private final Map<String, String> placeholders;
    private final boolean mixed;
    private final Map<String, Boolean> inTransaction = new HashMap<>();
    private final List<JudgedScript> applied = new ArrayList<>();
    private final List<JudgedScript> pending = new ArrayList<>();
    private final List<ScriptFinding> unreadable = new ArrayList<>();
    private int statements;

    /** @param mixed whether a script with statements that refuse transactions runs without one */
    CheckedScripts(Map<String, String> placeholders, boolean mixed) {
        this.placeholders = placeholders;
        this.mixed = mixed;
    }

    List<JudgedScript> applied() {
        return applied;
    }

    List<JudgedScript> pending() {
        return pending;
    }

    List<ScriptFinding> unreadable() {
        return unreadable;
    }

    /** @param appliedFiles the names, without paths, of those that count as applied */
    void read(List<ScriptFile> files, List<ScriptOrder.Script> ordered, Set<String> appliedFiles) {
        for (ScriptFile each : files) {
            if (each.name().toLowerCase(Locale.ROOT).endsWith(".conf")) {
                Matcher set = IN_TRANSACTION.matcher(each.content());
                if (set.find()) {
                    inTransaction.put(
                            each.name().substring(0, each.name().length() - ".conf".length()),
                            Boolean.valueOf(set.group(1)));
                }
            }
        }
        for (ScriptOrder.Script each : ordered) {
            boolean done = appliedFiles.contains(each.file().fileName());
            if (done && each.undo()) {
                continue;
            }
            JudgedScript script = script(each, !done);
            statements += script.statements().size();
            if (statements > MOST_STATEMENTS) {
                throw new CheckTooLarge(MOST_STATEMENTS + " statements");
            }
            (done ? applied : pending).add(script);
        }
    }

    private JudgedScript script(ScriptOrder.Script script, boolean judged) {
        String text = replaced(script.text());
        if (judged) {
            look(script.file().name(), text);
        }
        Boolean configured = inTransaction.get(script.file().name());
        if (configured == null && NO_TRANSACTION.matcher(text).find()) {
            configured = false;
        }
        JudgedScript made = JudgedScript.of(script.file().name(), script.undo(), text, configured);
        boolean refused = mixed && configured == null && made.refusesTransaction();
        return refused ? JudgedScript.of(script.file().name(), script.undo(), text, false) : made;
    }

    /** An unknown one becomes a name, so that what is around it can be read. */
    private String replaced(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String value = placeholders.get(found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group(1).replaceAll("[^A-Za-z0-9_]", "_") : value);
        });
    }

    private void look(String name, String text) {
        ReadScript read = ReadScript.of(text);
        ReadScript.Unfinished unfinished = read.unfinished();
        if (unfinished != null) {
            report(
                    name,
                    unfinished.line(),
                    Character.toUpperCase(unfinished.what().charAt(0))
                            + unfinished.what().substring(1) + " begins here and does not end in the script.",
                    "Write its end.");
        }
        for (MetaCommand each : read.metaCommands()) {
            if (!each.isHarmless()) {
                report(name, each.line(), each.name() + " is a command of psql, not an SQL statement.", each.remedy());
            }
        }
    }

    private void report(String script, int line, String message, String remedy) {
        unreadable.add(new ScriptFinding(
                UNREADABLE, Severity.ERROR, script, line, 0, message, remedy, List.of(By.TEXT), null));
    }
}
