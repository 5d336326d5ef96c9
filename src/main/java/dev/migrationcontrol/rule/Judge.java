package dev.migrationcontrol.rule;

import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rehearsal.ScriptMeasurement;
import dev.migrationcontrol.rehearsal.StatementMeasurement;
import dev.migrationcontrol.rule.ScriptFinding.Accepted;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges scripts statement by statement, with what is known at each place. */
final class Judge {
    private final List<Rule> rules;
    private final JudgeInput input;
    private final Facts facts;
    private final Report report = new Report();
    private TransactionFacts transaction = new TransactionFacts(false);

    Judge(List<Rule> rules, JudgeInput input) {
        this.input = input;
        this.rules = rules.stream()
                .filter(each -> input.settings().of(each.text()) != Level.OFF)
                .filter(each -> input.target() == null
                        || input.target().server().major() >= each.text().since())
                .toList();
        this.facts = new Facts(input.target(), input.settings());
    }

    List<ScriptFinding> judge(java.util.Set<String> known) {
        if (input.target() == null) {
            input.applied().forEach(each -> script(each, List.of()));
            facts.settle();
        }
        input.scripts().forEach(each -> script(each, rules));
        rules.forEach(each -> each.finish(facts));
        return accepted(known);
    }

    private void script(JudgedScript script, List<Rule> asked) {
        facts.reset();
        transaction = new TransactionFacts(script.transactional());
        ScriptMeasurement measured = input.measured().stream()
                .filter(each -> each.script().equals(script.name()) && each.undo() == script.undo())
                .findFirst()
                .orElse(null);
        for (JudgedScript.Statement each : script.statements()) {
            if (!transaction.isOpen()) {
                transaction = new TransactionFacts(false);
            }
            StatementMeasurement what =
                    measured == null ? null : measured.statement(each.number()).orElse(null);
            statement(script, each, what, asked);
        }
    }

    private void statement(
            JudgedScript script,
            JudgedScript.Statement statement,
            @Nullable StatementMeasurement measured,
            List<Rule> asked) {
        for (Command command : Commands.of(statement.sql())) {
            command(command, new Step(facts, transaction, script, statement, measured, false, report), asked, script);
        }
        for (String inner : Blocks.statements(statement.sql())) {
            for (Command command : Commands.of(inner)) {
                if (!(command instanceof Command.Opaque)) {
                    Step step = new Step(facts, transaction, script, statement, measured, true, report);
                    command(command, step, asked, script);
                }
            }
        }
    }

    private void command(Command command, Step step, List<Rule> asked, JudgedScript script) {
        asked.forEach(each -> each.judge(command, step));
        // Before the change: afterwards a renamed or dropped table is not found by this name any more.
        Map<TableFacts, LockMode> locks = locks(command, step);
        if (command instanceof Command.AlterTable alter && Work.isPass(command, step)) {
            transaction.addPass(facts.table(alter.name()), step.number());
        }
        new FactChanges(facts, step).apply(command);
        remember(command, locks, step);
        if (command instanceof Command.Transaction ends && !step.isInBlock()) {
            transaction = switch (ends.word()) {
                case "BEGIN" -> new TransactionFacts(true);
                case "COMMIT", "ROLLBACK" -> new TransactionFacts(false);
                default -> transaction;
            };
        }
    }

    /** Those that the text says, and those that the rehearsal saw: of a DO, only it knows them. */
    private Map<TableFacts, LockMode> locks(Command command, Step step) {
        Map<TableFacts, LockMode> locks = LockText.of(command, facts);
        step.measurement()
                .ifPresent(measured -> measured.locks().stream()
                        .filter(each -> each.kind().endsWith("table"))
                        .forEach(each -> facts.known(each.relation())
                                .ifPresent(table -> locks.merge(table, each.mode(), LockText::stronger))));
        return locks;
    }

    private void remember(Command command, Map<TableFacts, LockMode> locks, Step step) {
        facts.add(new Done(command, step, locks));
        boolean needs = !step.isInBlock()
                && !(command instanceof Command.Drop)
                && !(command instanceof Command.AlterTable alter && alter.ifExists());
        locks.forEach((table, mode) -> {
            if (needs) {
                table.use(step);
            }
            if (!table.isNew() && !table.isTemporary()) {
                transaction.lock(table, mode, step.number());
            }
        });
        if (command instanceof Command.Update update) {
            transaction.changeRows(facts.table(update.table()));
        } else if (command instanceof Command.Delete delete) {
            transaction.changeRows(facts.table(delete.table()));
        } else if (command instanceof Command.AddValue add) {
            if (!facts.isNewObject("type", add.type().name())) {
                transaction.addValue(add.value(), step.number());
            }
        }
    }

    private List<ScriptFinding> accepted(java.util.Set<String> known) {
        AcceptanceComments comments = new AcceptanceComments(known);
        input.scripts().forEach(comments::read);
        List<Acceptance> all = new ArrayList<>(comments.acceptances());
        all.addAll(input.accepted());
        input.settings().accepted().forEach((rule, reason) -> all.add(new Acceptance(rule, null, reason, "policy")));
        List<ScriptFinding> findings = new ArrayList<>(comments.unusable());
        for (ScriptFinding each : report.findings()) {
            findings.add(all.stream()
                    .filter(acceptance -> acceptance.covers(each))
                    .findFirst()
                    .map(acceptance -> each.accepted(new Accepted(acceptance.reason(), acceptance.by())))
                    .orElse(each));
        }
        Map<String, Integer> order = input.scripts().stream()
                .map(JudgedScript::name)
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> position(name)));
        findings.sort((one, other) -> {
            int scripts = Integer.compare(
                    order.getOrDefault(one.script(), Integer.MAX_VALUE),
                    order.getOrDefault(other.script(), Integer.MAX_VALUE));
            return scripts == 0 ? ScriptFinding.ORDER.compare(one, other) : scripts;
        });
        return List.copyOf(findings);
    }

    private int position(String name) {
        for (int i = 0; i < input.scripts().size(); i++) {
            if (input.scripts().get(i).name().equals(name)) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }
}
