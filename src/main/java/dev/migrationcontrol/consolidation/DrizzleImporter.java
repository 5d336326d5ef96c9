package dev.migrationcontrol.consolidation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drizzle: the journal gives the order; statements are told apart by breakpoints, not by semicolons. */
final class DrizzleImporter implements Importer {
    private static final String JOURNAL = "meta/_journal.json";
    private static final String BREAKPOINT = "--> statement-breakpoint";
    private static final Pattern TAG = Pattern.compile("(\\d+)_(.*)");

    @Override
    public String system() {
        return "drizzle";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return folder.within("drizzle").has(JOURNAL)
                || !folded(folder.within("drizzle")).isEmpty();
    }

    @Override
    public Conversion convert(SourceFolder root) {
        SourceFolder folder = root.within("drizzle");
        TreeImport tree = new TreeImport(system(), folder, RunStyle.TRANSACTION);
        if (folder.has(JOURNAL)) {
            tree.text(JOURNAL).ifPresent(text -> convertJournal(tree, folder, text));
            return tree.finish("as the journal lists them");
        }
        folded(folder).forEach(each -> convert(tree, folder, each, each + "/migration.sql"));
        return tree.finish("by folder name, as Drizzle runs them");
    }

    /** Newer versions keep a folder for each migration, with its snapshot, and no journal. */
    private static java.util.List<String> folded(SourceFolder folder) {
        return folder.folders().stream()
                .filter(each -> folder.has(each + "/migration.sql") && folder.has(each + "/snapshot.json"))
                .toList();
    }

    private static void convertJournal(TreeImport tree, SourceFolder folder, String text) {
        try {
            JsonNode journal = new ObjectMapper().readTree(text);
            String dialect = journal.path("dialect").asText("postgresql");
            if (!dialect.startsWith("p")) {
                tree.findings()
                        .error(
                                "other-database",
                                folder.shown(JOURNAL),
                                "The migrations are for " + dialect + ".",
                                "Name the folder of the PostgreSQL migrations.");
            }
            for (JsonNode entry : journal.path("entries")) {
                String tag = entry.path("tag").asText();
                convert(tree, folder, tag, tag + ".sql");
            }
        } catch (JsonProcessingException e) {
            tree.findings()
                    .error("journal-unreadable", folder.shown(JOURNAL), "The journal is no JSON.", "Restore it.");
        }
    }

    private static void convert(TreeImport tree, SourceFolder folder, String tag, String file) {
        if (!folder.has(file)) {
            tree.findings()
                    .error(
                            "script-missing",
                            folder.shown(file),
                            "The journal names it, but there is no such file.",
                            "Restore it.");
            return;
        }
        Matcher name = TAG.matcher(tag);
        boolean numbered = name.matches();
        tree.text(file)
                .map(text -> Block.whole(folder.shown(file), Delimited.semicolons(text, BREAKPOINT, BREAKPOINT), false))
                .ifPresent(block -> tree.add(
                        Draft.of(numbered ? name.group(1) : null, numbered ? name.group(2) : tag, tag, block, null)
                                .checked(Digests.hex("SHA-256", folder.bytes(file)))));
    }
}
