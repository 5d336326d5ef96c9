package dev.migrationcontrol.consolidation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a system of code migrations printed for each of them: {@code <id>.sql}, and {@code <id>.down.sql} for the undo. */
final class SqlFilesOutput {
    private static final Pattern NO_SQL = Pattern.compile(
            "(?m)^-- (THIS OPERATION CANNOT BE WRITTEN AS SQL|MIGRATION NOW PERFORMS OPERATION THAT CANNOT BE WRITTEN AS SQL:?)");

    private SqlFilesOutput() {}

    /**
     * Converts the files.
     *
     * @param sources with the migrations themselves, whose dependencies give the order of Django's
     */
    static Conversion convert(String system, SourceFolder sources, SourceFolder output) {
        TreeImport tree = new TreeImport(system, output, RunStyle.STATEMENTS);
        List<String> ids = output.all().stream()
                .filter(file -> file.endsWith(".sql") && !file.endsWith(".down.sql"))
                .map(file -> file.replaceAll("\\.sql$", ""))
                .toList();
        boolean django = system.equals("django");
        DjangoOrder order = new DjangoOrder(django ? sources : output);
        List<String> ordered = django ? order.sort(ids, tree.findings()) : ids;
        for (String id : ordered) {
            Block up = tree.whole(id + ".sql", false);
            if (up != null) {
                note(tree, up);
                String dotted = DjangoOrder.id(id);
                tree.add(Draft.of(null, dotted, dotted, up, tree.whole(id + ".down.sql", false))
                        .after(django ? order.parents(dotted) : List.of()));
            }
        }
        return tree.finish(
                django
                        ? "topological by the dependencies that the migrations name, then by application and name"
                        : "by the names of the files");
    }

    private static void note(TreeImport tree, Block up) {
        Matcher none = NO_SQL.matcher(up.text());
        if (none.find()) {
            long line = 1
                    + up.text()
                            .substring(0, none.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            tree.findings()
                    .warn(
                            "step-without-sql",
                            up.file() + ":" + line,
                            "A step of the migration is a program, so the output has no SQL for it.",
                            "Write it as SQL if a new database needs it.");
        }
    }
}
