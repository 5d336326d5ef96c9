package dev.migrationcontrol.rule;

import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.rehearsal.StatementMeasurement;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.statement.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One statement at its place in the scripts: what a rule may ask, and how it reports. */
public final class Step {
    private final Facts facts;
    private final TransactionFacts transaction;
    private final JudgedScript script;
    private final JudgedScript.Statement statement;
    private final @Nullable StatementMeasurement measurement;
    private final boolean inBlock;
    private final Report report;

    Step(
            Facts facts,
            TransactionFacts transaction,
            JudgedScript script,
            JudgedScript.Statement statement,
            @Nullable StatementMeasurement measurement,
            boolean inBlock,
            Report report) {
        this.facts = facts;
        this.transaction = transaction;
        this.script = script;
        this.statement = statement;
        this.measurement = measurement;
        this.inBlock = inBlock;
        this.report = report;
    }

    public Facts facts() {
        return facts;
    }

    public TableFacts table(ObjectName name) {
        return facts.table(name);
    }

    public TransactionFacts transaction() {
        return transaction;
    }

    public JudgedScript script() {
        return script;
    }

    public boolean isUndo() {
        return script.undo();
    }

    /** Whether it is a statement in the block of a DO. */
    public boolean isInBlock() {
        return inBlock;
    }

    public int number() {
        return statement.number();
    }

    /** Its place in words, for the messages of other statements. */
    public String place() {
        return script.name() + " (statement " + statement.number() + ")";
    }

    public String sql() {
        return statement.sql();
    }

    /** What it did in the rehearsal; empty where there was none. */
    public Optional<StatementMeasurement> measurement() {
        return Optional.ofNullable(measurement);
    }

    /** Whether the target is at least of this version; true where the target is not known. */
    public boolean mayBeSince(int major) {
        return facts.major() == 0 || facts.major() >= major;
    }

    /** Reports what the text alone says. */
    public void report(Rule rule, String message) {
        report(rule, message, By.TEXT);
    }

    public void report(Rule rule, String message, By... by) {
        add(rule, facts.settings().of(rule.text()).severity(), message, List.of(by));
    }

    /**
     * Reports a lock that is held for as long as the work on a table takes, unless the table is new or small. Where the
     * rehearsal saw no work, the lock is short, and that is all that is said.
     */
    public void reportWork(Rule rule, TableFacts table, String message, By... by) {
        if (facts.isQuiet(table)) {
            return;
        }
        List<By> means = new ArrayList<>(List.of(by.length == 0 ? new By[] {By.TEXT} : by));
        if (measurement == null) {
            add(rule, facts.settings().of(rule.text()).severity(), message + size(table), means);
        } else if (worked(measurement)) {
            means.add(By.MEASURED);
            add(rule, facts.settings().of(rule.text()).severity(), message + size(table), means);
        } else {
            add(
                    rule,
                    Severity.INFO,
                    "The rehearsal saw no scan, rewrite or index build here: the lock is short. " + message,
                    List.of(By.MEASURED));
        }
    }

    private static boolean worked(StatementMeasurement measured) {
        return !measured.rewrites().isEmpty()
                || !measured.scans().isEmpty()
                || !measured.rebuiltIndexes().isEmpty();
    }

    /** Reports a lock, unless the table is new or small. */
    public void reportLock(Rule rule, TableFacts table, String message, By... by) {
        if (!facts.isQuiet(table)) {
            List<By> means = List.of(by.length == 0 ? new By[] {By.TEXT} : by);
            add(rule, facts.settings().of(rule.text()).severity(), message + size(table), means);
        }
    }

    /** What the target says of the size of a table, as a sentence; empty where nothing is known. */
    private static String size(TableFacts table) {
        return table.relation()
                .map(relation -> Sizes.sentence(table.toString(), relation))
                .orElse("");
    }

    private void add(Rule rule, Severity severity, String message, List<By> by) {
        report.add(new ScriptFinding(
                rule.id(),
                severity,
                script.name(),
                statement.line(),
                statement.number(),
                message,
                rule.text().instead(),
                by,
                null));
    }
}
