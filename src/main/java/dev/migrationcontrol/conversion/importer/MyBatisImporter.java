package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MyBatis migrations: one file, its undo after {@code -- //@UNDO}; properties of environments are replaced in it. */
final class MyBatisImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("(\\d+)_(.*)\\.sql");
    private static final Pattern UNDO = Pattern.compile("(?m)^[ \\t]*--\\s*//.*@UNDO.*$");
    private static final Pattern LIKE_UNDO =
            Pattern.compile("(?mi)^[ \\t]*(?:--|//|#|/\\*)[^\\n@]{0,20}@[ \\t]*UNDO\\b.*$");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^\\s*([\\w.]+)\\s*[=:][ \\t]*(.*?)\\s*$");
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\\\)\\$\\{([^}]+)}");
    private static final Pattern CHANGELOG = Pattern.compile("(?i)\\$\\{changelog}");

    @Override
    public String system() {
        return "mybatis";
    }

    @Override
    public boolean recognises(SourceFolder root) {
        return root.within("scripts").holds(NAME, UNDO);
    }

    @Override
    public Conversion convert(SourceFolder root) {
        SourceFolder folder = root.within("scripts");
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        Map<String, String> properties = properties(root);
        SourceVariables variables = new SourceVariables(VARIABLE, properties::containsKey, folder.variables());
        MyBatisScripts scripts =
                new MyBatisScripts(tree, variables, properties, "true".equals(properties.get("auto_commit")));
        if (folder.has("bootstrap.sql")) {
            tree.text("bootstrap.sql")
                    .ifPresent(text -> tree.add(SourceMigration.of(
                            "0",
                            "bootstrap",
                            "bootstrap",
                            scripts.block(MigrationText.whole(folder.shown("bootstrap.sql"), text, false)),
                            null)));
        }
        for (String file : folder.named(NAME)) {
            tree.text(file).ifPresent(text -> convert(tree, folder.shown(file), text, scripts));
        }
        return tree.finish("by number, as MyBatis migrations runs them");
    }

    private static void convert(ImportSession tree, String where, String text, MyBatisScripts scripts) {
        Matcher name = NAME.matcher(where.replaceAll("^.*/", ""));
        Matcher undo = UNDO.matcher(text);
        int end = undo.find() ? undo.start() : text.length();
        if (!name.matches()) {
            return;
        }
        if (CHANGELOG.matcher(text).find()) {
            tree.findings()
                    .inform(
                            "own-table",
                            where,
                            "The script makes the table in which MyBatis keeps its history, so it becomes an empty one.",
                            "Do nothing: Flyway has its own.");
            String nothing = "-- made the history table of the system before\n";
            tree.add(SourceMigration.of(
                    name.group(1), name.group(2), name.group(1), MigrationText.whole(where, nothing, false), null));
            return;
        }
        refuseLikeUndo(tree, where, text, end);
        MigrationText up = scripts.block(MigrationText.part(where, text, 0, end, false));
        MigrationText down =
                end == text.length() ? null : scripts.block(MigrationText.part(where, text, end, text.length(), false));
        tree.add(SourceMigration.of(name.group(1), name.group(2), name.group(1), up, down));
    }

    private static void refuseLikeUndo(ImportSession tree, String where, String text, int undo) {
        Matcher like = LIKE_UNDO.matcher(text);
        while (like.find()) {
            if (like.start() != undo) {
                Markers.refuse(tree.findings(), where, text, like.start(), "MyBatis", "-- //@UNDO");
            }
        }
    }

    /** What the environments' files say, the last file winning; only names and switches matter here. */
    private static Map<String, String> properties(SourceFolder root) {
        Map<String, String> properties = new TreeMap<>();
        root.all().stream()
                .filter(file -> file.matches("environments/[^/]+\\.properties"))
                .forEach(file -> {
                    Matcher property = PROPERTY.matcher(root.glance(file));
                    while (property.find()) {
                        properties.put(property.group(1), property.group(2));
                    }
                });
        return properties;
    }
}
