package dev.migrationcontrol.consolidation;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MyBatis migrations: one file, its undo after {@code -- //@UNDO}; properties of environments are replaced in it. */
final class MyBatisImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("(\\d+)_(.*)\\.sql");
    private static final Pattern UNDO = Pattern.compile("(?m)^[ \\t]*--\\s*//.*@UNDO.*$");
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
        TreeImport tree = new TreeImport(system(), folder, RunStyle.TRANSACTION);
        Map<String, String> properties = properties(root);
        boolean outside = "true".equals(properties.get("auto_commit"));
        SourceVariables variables = new SourceVariables(VARIABLE, properties::containsKey, folder.variables());
        if (folder.has("bootstrap.sql")) {
            tree.text("bootstrap.sql")
                    .ifPresent(text -> tree.add(Draft.of(
                            "0",
                            "bootstrap",
                            "bootstrap",
                            new Block(
                                    folder.shown("bootstrap.sql"),
                                    1,
                                    lines(tree, variables, folder.shown("bootstrap.sql"), text),
                                    outside),
                            null)));
        }
        for (String file : folder.named(NAME)) {
            tree.text(file).ifPresent(text -> convert(tree, folder.shown(file), text, variables, outside));
        }
        return tree.finish("by number, as MyBatis migrations runs them");
    }

    private static void convert(
            TreeImport tree, String where, String text, SourceVariables variables, boolean outside) {
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
                            "Nothing: Flyway keeps its own.");
            String nothing = "-- made the history table of the system before\n";
            tree.add(Draft.of(name.group(1), name.group(2), name.group(1), Block.whole(where, nothing, false), null));
            return;
        }
        Block up = new Block(where, 1, lines(tree, variables, where, text.substring(0, end)), outside);
        Block cut = Block.part(where, text, end, text.length(), outside);
        Block down = end == text.length()
                ? null
                : new Block(where, cut.line(), lines(tree, variables, where, cut.text()), outside);
        tree.add(Draft.of(name.group(1), name.group(2), name.group(1), up, down));
    }

    private static String lines(TreeImport tree, SourceVariables variables, String where, String text) {
        return new MyBatisLines()
                .read(variables.replace(text, where, tree.findings()).replace("\\${", "${"));
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
