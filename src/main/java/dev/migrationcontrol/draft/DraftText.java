package dev.migrationcontrol.draft;

import dev.migrationcontrol.proof.UndoProof;
import dev.migrationcontrol.proof.UndoVerdict;
import dev.migrationcontrol.schema.Difference;
import dev.migrationcontrol.schema.HeldObject;
import dev.migrationcontrol.schema.SchemaReturn;
import dev.migrationcontrol.script.Script;
import java.util.ArrayList;
import java.util.List;

/** The text of a drafted undo script, and what is to be said of it. */
final class DraftText {
    /** The line by which an undo script says that it does nothing by design. */
    static final String NOTHING = "-- migration-control: nothing to undo";

    private static final int LONGEST_LINE = 400;
    private static final int MOST_NOTES = 100;

    private DraftText() {}

    /**
     * What statements cannot bring back.
     *
     * @param gone what held rows before the migration, and is not there after it
     * @param changed how the database after the migration differs from that before it
     */
    static List<String> notes(Script up, List<HeldObject> gone, List<Difference> changed, SchemaReturn.Way way) {
        List<String> notes = new ArrayList<>();
        for (HeldObject each : gone) {
            String name = each.schema() + "." + each.table();
            notes.add(
                    each.column() == null
                            ? "The rows of " + name + ", which " + up.name() + " drops, do not come back."
                            : "The values of " + name + "." + each.column() + ", which " + up.name()
                                    + " drops, do not come back.");
        }
        for (Difference each : changed) {
            if (each.ofRows()) {
                notes.add(up.name() + " writes rows of " + each.object() + ": the undo leaves them as they are.");
            } else if (each.kind().equals("column") && each.aspect().equals("type")) {
                notes.add("The column " + each.object() + " gets its type back; values that " + up.name()
                        + " changed stay changed.");
            } else if (each.kind().equals("enum") && each.aspect().equals("labels")) {
                notes.add(labels(up, each, way));
            }
        }
        if (way.error() != null) {
            notes.add("The statements did not run on a copy: " + way.error());
        }
        return notes;
    }

    private static String labels(Script up, Difference labels, SchemaReturn.Way way) {
        String plain = labels.object().replace("\"", "");
        return way.keptEnums().contains(plain)
                ? "The enum " + labels.object() + " keeps the labels of " + up.name() + " (" + labels.actual()
                        + "): PostgreSQL removes no label, and something that depends on the type stands against making it"
                        + " anew."
                : "The enum " + labels.object() + " gets its labels back (" + labels.expected()
                        + "). Where rows hold another label by then, the undo fails and changes nothing.";
    }

    /** What the trial found in addition. */
    static List<String> withProof(List<String> notes, UndoProof proof) {
        List<String> all = new ArrayList<>(notes);
        for (Difference each : proof.differences()) {
            if (!each.ofOrderOnly() && !each.ofRows()) {
                all.add("Not as before: the " + each.kind() + " " + each.object() + ", " + each.aspect() + ".");
            }
        }
        if (proof.verdict() == UndoVerdict.EQUIVALENT) {
            all.add("The columns have another order than before.");
        }
        if (proof.failure() != null) {
            all.add("The script does not run: " + proof.failure().message());
        }
        if (proof.reason() != null) {
            all.add(proof.reason());
        }
        return all.stream().distinct().limit(MOST_NOTES).toList();
    }

    /** The file. */
    static String of(Script up, String sql, List<String> notes) {
        StringBuilder text =
                new StringBuilder("-- Drafted from what " + up.name() + " changes. Read it before you use it.\n");
        for (String note : notes) {
            text.append("-- ").append(oneLine(note)).append('\n');
        }
        return text.append('\n')
                .append(sql.isBlank() ? NOTHING : sql.strip())
                .append('\n')
                .toString();
    }

    /** The file of a migration that leads to a model. */
    static String ofModel(String sql, List<String> notes) {
        StringBuilder text = new StringBuilder("-- Drafted from a model. Read it before you use it.\n");
        notes.forEach(note -> text.append("-- ").append(oneLine(note)).append('\n'));
        return text.append('\n').append(sql.strip()).append('\n').toString();
    }

    private static String oneLine(String note) {
        String line = note.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE - 1) + "…";
    }
}
