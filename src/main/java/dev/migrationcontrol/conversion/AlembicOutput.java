package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What {@code alembic upgrade heads --sql} and {@code alembic downgrade <head>:base --sql} print, as scripts. */
public final class AlembicOutput {
    public static final String SYSTEM = "alembic";

    /**
     * The revision files.
     *
     * @param revisions by their ids; they give descriptions and dependencies, and may be missing
     * @param required those that have to be in the output
     */
    public record Files(Map<String, AlembicTree.Revision> revisions, Set<String> required) {
        static Files of(SourceFolder folder) {
            Map<String, AlembicTree.Revision> read = AlembicTree.read(folder);
            return new Files(read, read.keySet());
        }
    }

    /**
     * The down scripts.
     *
     * @param outputs as they were printed
     * @param unprintable what the tool said of each revision whose downgrade it could not print
     */
    record Downs(List<MigrationText> outputs, Map<String, String> unprintable) {
        static final Downs NONE = new Downs(List.of(), Map.of());
    }

    private final ImportSession tree;
    private final Files files;
    private final String shown;

    private AlembicOutput(ImportSession tree, Files files, String shown) {
        this.tree = tree;
        this.files = files;
        this.shown = shown;
    }

    static Conversion convert(SourceFolder folder, Files files, MigrationText upgrade, Downs downs) {
        return new AlembicOutput(new ImportSession(SYSTEM, folder, TransactionStyle.TRANSACTION), files, upgrade.file())
                .convert(upgrade, downs);
    }

    private Conversion convert(MigrationText upgrade, Downs downs) {
        PrintedText.check(upgrade, tree.findings());
        Map<String, MigrationText> back = backs(downs);
        TreeSet<String> heads = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        for (AlembicPart part : AlembicPart.read(upgrade, "upgrade", tree.findings())) {
            requireSound(part, seen);
            AlembicTree.Revision revision = files.revisions().get(part.to());
            String words = part.to() + (revision == null ? "" : " " + revision.message());
            tree.add(SourceMigration.of(null, words, part.to(), part.block(), back.get(part.to()))
                    .after(revision == null ? part.from() : revision.before()));
            part.from().forEach(heads::remove);
            heads.add(part.to());
            seen.add(part.to());
        }
        if (!seen.isEmpty()) {
            requireAll(seen);
        }
        downs.unprintable()
                .forEach((id, words) -> tree.findings()
                        .warn(
                                "down-not-printed",
                                place(id),
                                "Alembic cannot print the downgrade of " + id + ", so it has no undo script. " + words,
                                "Write one, if it should be possible to roll it back."));
        return tree.finish("topological, as Alembic printed them: every revision after those that it follows and those"
                + " that it depends on; heads: " + String.join(", ", heads));
    }

    private Map<String, MigrationText> backs(Downs downs) {
        Map<String, MigrationText> back = new HashMap<>();
        for (MigrationText each : downs.outputs()) {
            PrintedText.check(each, tree.findings());
            for (AlembicPart part : AlembicPart.read(each, "downgrade", tree.findings())) {
                part.from().forEach(id -> back.put(id, part.block()));
                if (!part.recorded()) {
                    cut(part, String.join(", ", part.from()));
                }
            }
        }
        return back;
    }

    private String place(String id) {
        AlembicTree.Revision revision = files.revisions().get(id);
        return revision == null ? id : revision.file();
    }

    private void cut(AlembicPart part, String id) {
        tree.findings()
                .error(
                        "output-incomplete",
                        part.block().file() + ":" + part.block().line(),
                        "The part of " + id
                                + " does not end with what Alembic writes into its version table: the output"
                                + " was cut off or changed.",
                        "Give the whole output, as Alembic printed it.");
    }

    private void requireSound(AlembicPart part, Set<String> seen) {
        String at = part.block().file() + ":" + part.block().line();
        AlembicTree.Revision revision = files.revisions().get(part.to());
        if (!part.recorded()) {
            cut(part, part.to());
        }
        if (seen.contains(part.to())) {
            tree.findings()
                    .error("output-wrong", at, "The output has revision " + part.to() + " twice.", "Print it once.");
        }
        if (revision == null && !files.revisions().isEmpty()) {
            tree.findings()
                    .error(
                            "output-of-another-project",
                            at,
                            "The output has revision " + part.to() + ", but no file of the folder is that revision.",
                            "Give the output of this folder, or name the folder that holds all of its revisions.");
        } else if (revision != null && !Set.copyOf(revision.parents()).equals(Set.copyOf(part.from()))) {
            tree.findings()
                    .error(
                            "output-outdated",
                            at,
                            "In the output " + part.to() + " follows " + names(part.from()) + ", in its file "
                                    + names(revision.parents()) + ".",
                            "Print it again: alembic upgrade heads --sql.");
        }
        requireBefore(part, revision == null ? part.from() : revision.before(), seen);
    }

    private static String names(List<String> ids) {
        return ids.isEmpty() ? "nothing" : String.join(", ", ids);
    }

    private void requireBefore(AlembicPart part, List<String> parents, Set<String> seen) {
        for (String parent : parents) {
            if (!seen.contains(parent)) {
                tree.findings()
                        .error(
                                "output-incomplete",
                                part.block().file() + ":" + part.block().line(),
                                "The output begins after revision " + parent + ", which " + part.to() + " follows.",
                                "Print it from the beginning: alembic upgrade heads --sql.");
            }
        }
    }

    private void requireAll(Set<String> seen) {
        files.required().stream()
                .filter(id -> !seen.contains(id))
                .forEach(id -> tree.findings()
                        .error(
                                "output-incomplete",
                                shown,
                                "The folder has revision " + id + ", but the output has not.",
                                "Print all heads: alembic upgrade heads --sql."));
        files.required().stream()
                .map(files.revisions()::get)
                .filter(each -> each != null && each.asksForMode())
                .forEach(each -> tree.findings()
                        .warn(
                                "printed-differs",
                                each.file(),
                                "The revision looks at whether it is printed or run, so what was printed may not be what it does.",
                                "Compare them, and write what is missing as SQL."));
    }
}
