package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What a system of code migrations printed for each of them: {@code <id>.sql}, and {@code <id>.down.sql} for the undo. */
final class SqlFilesOutput {
    private static final String DJANGO = "django";

    private final ImportSession tree;
    private final Map<String, DjangoTree.Migration> known;

    private SqlFilesOutput(ImportSession tree, Map<String, DjangoTree.Migration> known) {
        this.tree = tree;
        this.known = known;
    }

    /**
     * Converts the files.
     *
     * @param sources with the migrations themselves, whose dependencies give the order of Django's
     */
    static Conversion convert(String system, SourceFolder sources, SourceFolder output) {
        boolean django = system.equals(DJANGO);
        return new SqlFilesOutput(
                        new ImportSession(system, output, TransactionStyle.STATEMENTS),
                        django ? DjangoTree.read(sources) : Map.of())
                .convert(django, output);
    }

    /** In Django's files, {@code app/0001_initial} and {@code app.0001_initial} are the same. */
    private Conversion convert(boolean django, SourceFolder output) {
        Map<String, String> files = new TreeMap<>();
        output.all().stream()
                .filter(file -> file.endsWith(".sql") && !file.endsWith(".down.sql"))
                .map(file -> file.replaceAll("\\.sql$", ""))
                .forEach(name -> files.put(name.replace('/', '.'), name));
        DjangoOrder order = new DjangoOrder(known, tree.findings());
        Collection<String> ids = django ? order.sort(files.keySet()) : files.keySet();
        for (String id : ids) {
            MigrationText up = tree.whole(files.get(id) + ".sql", false);
            if (up != null) {
                requireFilled(id, up);
                MigrationText down = tree.whole(files.get(id) + ".down.sql", false);
                new PrintedMigration(id, up, down, order.parents(id)).addTo(tree);
            }
        }
        return tree.finish(
                django
                        ? "topological by the dependencies that the migrations name, then by application and name"
                        : "by the names of the files");
    }

    /** A tool that fails leaves an empty file; but of a migration that merges two others there is nothing to print. */
    private void requireFilled(String id, MigrationText up) {
        DjangoTree.Migration migration = known.get(id);
        if (up.text().isBlank() && (migration == null || !migration.empty())) {
            tree.findings()
                    .error(
                            "output-incomplete",
                            up.file(),
                            "The file is empty, although " + id + " is not known to do nothing.",
                            "Print it again, and look at what the tool says: a migration that cannot be printed leaves an empty file.");
        }
    }
}
