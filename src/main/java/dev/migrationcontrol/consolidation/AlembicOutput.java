package dev.migrationcontrol.consolidation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code alembic upgrade heads --sql} prints, taken apart at the lines that name the revisions. */
final class AlembicOutput {
    static final String SYSTEM = "alembic";
    private static final Pattern MARKER =
            Pattern.compile("(?m)^-- Running (upgrade|downgrade) (.*?) ?-> ?(.*?)[ \\t]*\\r?$");
    private static final Pattern OWN = Pattern.compile(
            "(INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|DROP TABLE) (\\S+\\.)?\"?ALEMBIC_VERSION\\w*\"?\\b.*",
            Pattern.CASE_INSENSITIVE);

    /** One revision's part of the output. */
    private record Part(String from, String to, Block block) {}

    private final TreeImport tree;
    private boolean inTransaction;

    private AlembicOutput(TreeImport tree) {
        this.tree = tree;
    }

    /**
     * Converts the output.
     *
     * @param folder with the revision files, which give the descriptions; they may be missing
     */
    static Conversion convert(SourceFolder folder, String file, String upgrade, @Nullable Block downgrade) {
        TreeImport tree = new TreeImport(SYSTEM, folder, RunStyle.TRANSACTION);
        Map<String, AlembicTree.Revision> revisions = AlembicTree.read(folder);
        Map<String, Block> downs = new HashMap<>();
        if (downgrade != null) {
            new AlembicOutput(tree)
                    .parts(downgrade.file(), downgrade.text(), "downgrade")
                    .forEach(part -> downs.put(part.from(), part.block()));
        }
        TreeSet<String> heads = new TreeSet<>();
        for (Part part : new AlembicOutput(tree).parts(file, upgrade, "upgrade")) {
            List<String> parents = part.from().isEmpty()
                    ? List.of()
                    : Arrays.asList(part.from().split(",\\s*"));
            requireBefore(tree, part, parents);
            AlembicTree.Revision revision = revisions.get(part.to());
            String words = part.to() + (revision == null ? "" : " " + revision.message());
            tree.add(Draft.of(null, words, part.to(), part.block(), downs.get(part.to()))
                    .after(parents));
            parents.forEach(heads::remove);
            heads.add(part.to());
        }
        requireAll(tree, file, revisions);
        return tree.finish("topological, as Alembic printed them: every revision after those that it follows; heads: "
                + String.join(", ", heads));
    }

    private static void requireBefore(TreeImport tree, Part part, List<String> parents) {
        for (String parent : parents) {
            if (tree.drafts().stream().noneMatch(each -> each.oldId().equals(parent))) {
                tree.findings()
                        .error(
                                "output-incomplete",
                                part.block().file() + ":" + part.block().line(),
                                "The output begins after revision " + parent + ", which " + part.to() + " follows.",
                                "Print it from the beginning: alembic upgrade base:heads --sql.");
            }
        }
    }

    private static void requireAll(TreeImport tree, String file, Map<String, AlembicTree.Revision> revisions) {
        revisions.keySet().stream()
                .filter(id ->
                        tree.drafts().stream().noneMatch(each -> each.oldId().equals(id)))
                .forEach(id -> tree.findings()
                        .error(
                                "output-incomplete",
                                file,
                                "The folder has revision " + id + ", but the output has not.",
                                "Print all heads: alembic upgrade heads --sql."));
    }

    private List<Part> parts(String file, String text, String direction) {
        List<Part> parts = new ArrayList<>();
        Matcher marker = MARKER.matcher(text);
        int begin = 0;
        String from = null;
        String to = "";
        while (marker.find()) {
            if (!marker.group(1).equals(direction)) {
                tree.findings()
                        .error(
                                "output-wrong",
                                file,
                                "The file is no output of an " + direction + ".",
                                "Name the other file.");
                return List.of();
            }
            take(parts, file, from, to, Block.part(file, text, begin, marker.start(), false));
            begin = marker.start();
            from = marker.group(2).strip();
            to = marker.group(3).strip();
        }
        if (from == null) {
            tree.findings()
                    .error(
                            "output-wrong",
                            file,
                            "There is no line '-- Running " + direction + " … -> …'.",
                            "Give what alembic " + direction + " --sql prints.");
        }
        take(parts, file, from, to, Block.part(file, text, begin, text.length(), false));
        return parts;
    }

    private void take(List<Part> parts, String file, @Nullable String from, String to, Block raw) {
        StringBuilder sql = new StringBuilder(raw.text());
        List<SqlStatement> statements = SqlText.of(raw.text()).statements();
        boolean outside = false;
        List<SqlStatement> left = new ArrayList<>();
        for (SqlStatement each : statements) {
            if (each.beginsTransaction() || each.endsTransaction()) {
                inTransaction = each.beginsTransaction();
                left.add(each);
            } else if (OWN.matcher(each.head()).matches()) {
                left.add(each);
            } else {
                outside |= !inTransaction;
            }
        }
        for (int i = left.size() - 1; i >= 0; i--) {
            SqlStatement each = left.get(i);
            String lines = raw.text().substring(each.start(), each.end()).replaceAll("[^\n]", "");
            sql.replace(each.start(), each.end(), lines);
        }
        if (from != null) {
            parts.add(new Part(from, to, new Block(file, raw.line(), sql.toString(), outside)));
        } else if (left.size() < statements.size()) {
            tree.findings()
                    .error(
                            "output-wrong",
                            file,
                            "There are statements before the first revision.",
                            "Give the output as Alembic printed it.");
        }
    }
}
