package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.Delimiter;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Atlas's own format: plain files next to {@code atlas.sum}, with directives in their first comments. */
final class AtlasImporter implements Importer {
    private static final String SUMS = "atlas.sum";
    private static final Pattern NAME = Pattern.compile("(\\d[^_]*)(?:_(.*))?\\.sql");
    private static final Pattern HEADER = Pattern.compile("\\A(\\s*--[^\\n]*\\n?)*");
    private static final Pattern DIRECTIVE = Pattern.compile("(?m)^--[ \\t]*atlas:(\\w+)[ \\t]*(.*?)\\r?$");
    private static final Pattern OTHERS =
            Pattern.compile("(?mi)^--\\s*(\\+goose|migrate:(up|down)|liquibase formatted sql)\\b");

    @Override
    public String system() {
        return "atlas";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return folder.has(SUMS) && !files(folder).isEmpty() && !folder.holds(NAME, OTHERS);
    }

    private static List<String> files(SourceFolder folder) {
        return folder.named(NAME).stream()
                .filter(file -> !file.endsWith(".up.sql") && !file.endsWith(".down.sql"))
                .toList();
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        Map<String, String> sums = AtlasSums.of(folder);
        if (folder.has(SUMS) && !sums.equals(recorded(folder))) {
            tree.findings()
                    .warn(
                            "checksum-differs",
                            folder.shown(SUMS),
                            "The hashes of atlas.sum are not those of the files: one was changed, added or removed"
                                    + " since.",
                            "Compare the files with those that were run.");
        }
        for (String file : files(folder)) {
            tree.text(file).ifPresent(text -> convert(tree, folder, file, text, sums.get(file)));
        }
        return tree.finish("by file name, as Atlas runs them");
    }

    private static void convert(
            ImportSession tree,
            SourceFolder folder,
            String file,
            String text,
            @org.jspecify.annotations.Nullable String sum) {
        String where = folder.shown(file);
        Matcher header = HEADER.matcher(text);
        Map<String, String> directives = directives(header.find() ? header.group() : "");
        if (directives.containsKey("txtar")) {
            tree.findings()
                    .error("archive-file", where, "The file is an archive of several files (txtar).", "Split it.");
        }
        if (directives.containsKey("checkpoint") && !tree.drafts().isEmpty()) {
            tree.findings()
                    .inform(
                            "checkpoint",
                            where,
                            "A checkpoint repeats the files before it, so it is left out.",
                            "Nothing.");
            return;
        }
        String delimiter =
                directives.getOrDefault("delimiter", "").replace("\\n", "\n").replace("\\t", "\t");
        List<Delimiter> delimiters =
                delimiter.isEmpty() || delimiter.equals(";") ? List.of() : List.of(Delimiter.exactly(delimiter));
        refuseQuote(tree, where, delimiter);
        Matcher name = NAME.matcher(file);
        if (name.matches()) {
            String words = name.group(2) == null ? "" : name.group(2);
            boolean outside = directives.getOrDefault("txmode", "").equals("none");
            MigrationText up = MigrationText.whole(where, Delimited.semicolons(text, delimiters), outside)
                    .madeOf(new MigrationText.Original(text, delimiters));
            tree.add(SourceMigration.of(name.group(1), words, name.group(1), up, null)
                    .checked(sum));
        }
    }

    private static void refuseQuote(ImportSession tree, String where, String delimiter) {
        if (delimiter.matches("(?s).*(['\"$]|/\\*).*")) {
            tree.findings()
                    .error(
                            "delimiter",
                            where,
                            "The file ends its statements with " + delimiter.strip()
                                    + ", which PostgreSQL reads as the beginning of a literal or a comment.",
                            "Name another delimiter.");
        }
    }

    private static Map<String, String> directives(String header) {
        Map<String, String> directives = new HashMap<>();
        Matcher directive = DIRECTIVE.matcher(header);
        while (directive.find()) {
            directives.put(directive.group(1), directive.group(2));
        }
        return directives;
    }

    /** Each file's line of the sum file. */
    private static Map<String, String> recorded(SourceFolder folder) {
        Map<String, String> sums = new HashMap<>();
        for (String line : (folder.has(SUMS) ? folder.glance(SUMS) : "").split("\\R")) {
            int at = line.lastIndexOf(" h1:");
            if (at > 0) {
                sums.put(line.substring(0, at), line.substring(at + " h1:".length()));
            }
        }
        return sums;
    }
}
