package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.history.HistoryTable;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.source.tree.SourceTree;
import dev.migrationcontrol.text.SourceText;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program of the tree that runs migrations itself and writes down which it ran.
 *
 * @param file where it reads or holds the migrations
 * @param recorder where it writes down which it ran: the same file, or another one of its module
 * @param held where it has them from
 * @param line where it lists or reads the files, or where the first migration is
 * @param table as the program spells it; empty where the name is made at run time
 * @param tableLine the line of the recorder that writes a row
 * @param createLine the line of the recorder that creates the table; 0 where it does not
 * @param directory where it lists files, below the root of the tree, also where nothing is there; empty where the program is
 * given it at run time, or holds the migrations itself
 * @param names by which others use it: classes, functions and modules
 * @param literals strings that may name the directory
 * @param inTransaction whether it seems to use transactions
 * @param dialect of the database that it works on
 */
public record CustomRunner(
        SourceFile file,
        SourceFile recorder,
        HeldMigrations.Kind held,
        int line,
        String table,
        int tableLine,
        int createLine,
        String directory,
        RunnerNames names,
        List<String> literals,
        boolean inTransaction,
        String dialect) {
    public CustomRunner {
        literals = List.copyOf(literals);
    }

    /** What a program is that has migrations, with the one that records them. */
    static CustomRunner of(
            SourceTree tree,
            SourceFile file,
            SourceText source,
            SourceFile recorder,
            SourceText records,
            HeldMigrations held,
            HistoryTable table) {
        List<SourceFile> files = file.equals(recorder) ? List.of(file) : List.of(file, recorder);
        List<String> texts = file.equals(recorder) ? List.of(source.text()) : List.of(source.text(), records.text());
        String all = String.join("\n", texts);
        RunnerDirectory directory = RunnerDirectory.of(tree, file, source, held);
        return new CustomRunner(
                file,
                recorder,
                held.kind(),
                source.lineAt(held.at()),
                table.name(),
                records.lineAt(table.written().at()),
                table.created() == null ? 0 : records.lineAt(table.created().at()),
                directory.path(),
                RunnerNames.of(
                        files,
                        texts,
                        RunnerModule.enclosing(
                                RunnerLanguage.of(recorder),
                                records.text(),
                                table.written().at())),
                directory.literals(),
                RunnerSearch.isInTransaction(all),
                Dialect.named(recorder.path()).isEmpty() ? Dialect.ofProgram(all) : Dialect.named(recorder.path()));
    }

    public List<SourceFile> files() {
        return Stream.of(file, recorder).distinct().toList();
    }

    /** The files by which others use it: a file of SQL for many things, which only records for it, is none. */
    List<SourceFile> entries() {
        return files().stream()
                .filter(each -> each.equals(file) || RunnerNames.isTelling(each.name()))
                .toList();
    }

    boolean readsFiles() {
        return held == HeldMigrations.Kind.FILES;
    }

    /** The class, the function or the file by which others use it. */
    public String name() {
        return names.title();
    }

    /** Where it has its migrations from, as a report says it. */
    public String holds() {
        return held.name();
    }

    /** Where its migrations are: the directory, or the program that holds them or is given their directory. */
    String location() {
        return readsFiles() && !directory.isEmpty() ? directory : file.path();
    }

    /** How well a directory fits what the runner says: 0 not at all. */
    int fit(String other) {
        if (!directory.isEmpty() && (other.equals(directory) || other.startsWith(directory + "/"))) {
            return other.equals(directory) ? 6 : 5;
        }
        String parent = SourceFile.parentOf(other);
        int best = (other + "/").startsWith(file.directory() + "/")
                        && !file.directory().isEmpty()
                ? 1
                : 0;
        for (String literal : literals) {
            if (endsWith(other, literal)) {
                best = Math.max(best, literal.contains("/") ? 4 : 3);
            } else if (endsWith(parent, literal)) {
                best = Math.max(best, 2);
            }
        }
        return best;
    }

    static boolean endsWith(String directory, String literal) {
        return !directory.isEmpty() && (directory.equals(literal) || directory.endsWith("/" + literal));
    }
}
