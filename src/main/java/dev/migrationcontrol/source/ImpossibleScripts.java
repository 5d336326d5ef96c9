package dev.migrationcontrol.source;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.script.HistoryGraph;
import dev.migrationcontrol.source.script.RecognisedScript;
import dev.migrationcontrol.source.script.RecognisedScript.Reading.Extent;
import dev.migrationcontrol.source.script.ScriptSystem;
import dev.migrationcontrol.sql.Effect;
import dev.migrationcontrol.sql.KnownTables;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.Tokens;
import dev.migrationcontrol.text.Listing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Statements that cannot run, as the statements before them show: nothing is said where something else might have changed
 * what they need.
 */
final class ImpossibleScripts {
    private final ScriptSystem system;
    private final KnownTables tables = new KnownTables();
    private final List<Finding> findings = new ArrayList<>();

    private ImpossibleScripts(ScriptSystem system) {
        this.system = system;
    }

    static List<Finding> of(ScriptSystem system) {
        ImpossibleScripts scripts = new ImpossibleScripts(system);
        HistoryGraph graph = new HistoryGraph(system.scripts());
        boolean complete =
                !system.graph() || graph.missing().isEmpty() && graph.circle().isEmpty();
        if (complete) {
            system.scripts().forEach(scripts::read);
        }
        return scripts.findings;
    }

    private void read(RecognisedScript script) {
        Extent up = script.reading().up();
        for (Statement statement : script.up()) {
            if (isTemplate(statement)) {
                tables.forget();
            } else {
                if (up == Extent.WHOLE) {
                    columns(tables, script.file(), statement, "");
                }
                tables.follow(statement, up == Extent.WHOLE);
            }
        }
        if (up == Extent.PART) {
            tables.forget();
        }
        String down = script.back().file();
        if (down != null && up != Extent.PART && script.reading().down() == Extent.WHOLE) {
            back(script, down);
        }
    }

    private void back(RecognisedScript script, String file) {
        KnownTables now = tables.copy();
        for (Statement statement : script.back().statements()) {
            if (isTemplate(statement)) {
                return;
            }
            columns(now, file, statement, "The down script ");
            now.follow(statement, true);
        }
        if (script.reading().up() == Extent.WHOLE) {
            dependants(script, file);
        }
    }

    private void columns(KnownTables known, String file, Statement statement, String subject) {
        for (KnownTables.Missing each : known.missing(statement)) {
            String has = each.columns().isEmpty()
                    ? "It has no column then."
                    : "It has these columns then: "
                            + Listing.of(each.columns().stream().sorted().toList()) + ".";
            findings.add(Finding.error(
                    "names-missing-column",
                    file,
                    statement.line(),
                    (subject.isEmpty() ? "The script " : subject) + "names the column " + each.column()
                            + " of the table " + each.table()
                            + ", which does not have it when this runs: the statement fails. " + has,
                    "Name a column that the table has, or add it before."));
        }
    }

    /** A table cannot be dropped while one that the same migration made refers to it. */
    private void dependants(RecognisedScript script, String file) {
        Map<String, Set<String>> referring = new HashMap<>();
        for (Statement statement : script.up()) {
            references(statement, referring);
        }
        Set<String> free = new HashSet<>();
        for (Statement statement : script.back().statements()) {
            List<Effect> effects = Effect.of(statement);
            Set<String> together = new HashSet<>(free);
            for (Effect effect : effects) {
                if (effect.takesAway()) {
                    together.add(last(effect.kind().equals("table") ? effect.folded() : effect.on()));
                }
            }
            boolean unknown = effects.stream().anyMatch(each -> each.verb() == Effect.Verb.OTHER);
            if (unknown) {
                return;
            }
            for (Effect effect : effects) {
                if (isPlainDrop(effect, statement)) {
                    referring.getOrDefault(last(effect.folded()), Set.of()).stream()
                            .filter(each -> !together.contains(each))
                            .sorted()
                            .findFirst()
                            .ifPresent(child -> findings.add(before(file, statement, last(effect.folded()), child)));
                }
            }
            free.addAll(together);
        }
    }

    private static boolean isPlainDrop(Effect effect, Statement statement) {
        return effect.verb() == Effect.Verb.DROPS
                && effect.kind().equals("table")
                && !statement.tokens().holds("CASCADE");
    }

    private Finding before(String file, Statement statement, String table, String child) {
        return Finding.error(
                "table-dropped-before-dependant",
                file,
                statement.line(),
                "The down script drops the table " + table + " while " + child
                        + ", which the same migration creates, still refers to it by a foreign key: the statement fails.",
                "Drop " + child + " or its foreign key first.");
    }

    /** By a table, those that are created with a foreign key to it. */
    private static void references(Statement statement, Map<String, Set<String>> referring) {
        Tokens tokens = statement.tokens();
        Effect made = Effect.of(statement).stream()
                .filter(each ->
                        each.verb() == Effect.Verb.CREATES && each.kind().equals("table"))
                .findFirst()
                .orElse(null);
        for (int i = 0; made != null && i + 1 < tokens.size(); i++) {
            if (tokens.has(i, "REFERENCES")) {
                int at = i + 1;
                while (tokens.hasSymbol(at + 1, '.')) {
                    at += 2;
                }
                String parent = tokens.name(at);
                if (parent != null && !parent.equals(last(made.folded()))) {
                    referring.computeIfAbsent(parent, first -> new HashSet<>()).add(last(made.folded()));
                }
            }
        }
    }

    /** Its words depend on what a runner or a program puts in their places. */
    private static boolean isTemplate(Statement statement) {
        String text = statement.text();
        return text.contains("${") || text.contains("{{") || text.contains("<%") || statement.isMetaCommand();
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
