package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.Aside;
import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.TreeFacts;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where migrations that are programs are, which of them are one history, and which database their package works on. */
final class CodePlaces {
    private static final Pattern WRITES =
            Pattern.compile("\\bwriteFile(?:Sync)?\\(|\\bWriteAllText\\(|\\bfile_put_contents\\(");
    private static final Pattern POSTGRES = Pattern.compile(
            "\"(?:pg|pg-promise|postgres|pglite|@electric-sql/pglite|@neondatabase/[\\w-]+|@vercel/postgres|slonik|@mikro-orm/postgresql)\"\\s*:");
    private static final Pattern SQLITE = Pattern.compile("\"(?:better-sqlite3|sqlite3?|@libsql/client)\"\\s*:");
    private static final Pattern MYSQL = Pattern.compile("\"(?:mysql2?|mariadb)\"\\s*:");

    private CodePlaces() {}

    /** Files by their directory; those of a tool that keeps one history in whatever folders together. */
    static Map<String, List<SourceFile>> of(TreeFacts.Code code, List<SourceFile> files) {
        if (!Boolean.TRUE.equals(code.together()) || files.isEmpty()) {
            return nested(TreeView.byDirectory(files));
        }
        List<SourceFile> own =
                files.stream().filter(file -> !Aside.is(file.path())).toList();
        if (own.isEmpty()) {
            return TreeView.byDirectory(files);
        }
        String common = own.get(0).directory();
        for (SourceFile file : own) {
            while (!common.isEmpty() && !file.isBelow(common)) {
                common = SourceFile.parentOf(common);
            }
        }
        return Map.of(common, own);
    }

    /** A folder in one of the same name, which somebody made by mistake, belongs to that. */
    private static Map<String, List<SourceFile>> nested(Map<String, List<SourceFile>> directories) {
        Map<String, List<SourceFile>> result = new TreeMap<>();
        directories.forEach((directory, files) -> {
            String above = SourceFile.parentOf(directory);
            String name = directory.substring(directory.lastIndexOf('/') + 1);
            boolean same = directories.containsKey(above) && (above.equals(name) || above.endsWith("/" + name));
            result.computeIfAbsent(same ? above : directory, first -> new ArrayList<>())
                    .addAll(files);
        });
        return result;
    }

    /** Whether a program without a number writes files: what looks like a migration in it is a template. */
    static boolean writesFiles(SourceFile file, SourceText text) {
        return !FileNames.isNumbered(file.name())
                && BoundedPattern.in(WRITES, text.text()).find();
    }

    /** The other database that the nearest package has a driver for, where it has none for PostgreSQL; else empty. */
    static String onlyDriver(TreeView view, String directory) {
        String text = view.tree()
                .nearest(directory, "package.json")
                .map(file -> view.text(file).text())
                .orElse("");
        if (BoundedPattern.in(POSTGRES, text).find()) {
            return "";
        }
        boolean sqlite = BoundedPattern.in(SQLITE, text).find();
        boolean mysql = BoundedPattern.in(MYSQL, text).find();
        return sqlite == mysql ? "" : sqlite ? "sqlite" : "mysql";
    }
}
