package dev.migrationcontrol.conversion.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.Delimiter;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.text.Digests;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drizzle: the journal gives the order; statements are separated by breakpoints, not by semicolons. */
final class DrizzleImporter implements Importer {
    private static final String JOURNAL = "meta/_journal.json";
    private static final List<Delimiter> BREAKPOINTS = List.of(Delimiter.exactly("--> statement-breakpoint"));
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
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        if (folder.has(JOURNAL)) {
            tree.text(JOURNAL).ifPresent(text -> convertJournal(tree, folder, text));
            return tree.finish("as the journal lists them");
        }
        folded(folder).forEach(each -> convert(tree, folder, new Entry(each, each), each + "/migration.sql"));
        return tree.finish("by folder name, as Drizzle runs them");
    }

    /** Newer versions keep a folder for each migration, with its snapshot, and no journal. */
    private static List<String> folded(SourceFolder folder) {
        return folder.folders().stream()
                .filter(each -> folder.has(each + "/migration.sql") && folder.has(each + "/snapshot.json"))
                .toList();
    }

    private static void convertJournal(ImportSession tree, SourceFolder folder, String text) {
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
            boolean dated = isDated(journal);
            for (JsonNode entry : journal.path("entries")) {
                String tag = entry.path("tag").asText();
                convert(tree, folder, new Entry(tag, dated ? entry.path("when").asText() : tag), tag + ".sql");
            }
        } catch (JsonProcessingException e) {
            tree.findings()
                    .error("journal-unreadable", folder.shown(JOURNAL), "The journal is no JSON.", "Restore it.");
        }
    }

    /**
     * A migration.
     *
     * @param id what the database records of it in addition to its hash: the time at which it was written, where there
     * is a journal
     */
    private record Entry(String tag, String id) {}

    private static boolean isDated(JsonNode journal) {
        Set<String> times = new HashSet<>();
        for (JsonNode entry : journal.path("entries")) {
            if (!entry.path("when").isIntegralNumber()
                    || !times.add(entry.path("when").asText())) {
                return false;
            }
        }
        return true;
    }

    private static void convert(ImportSession tree, SourceFolder folder, Entry entry, String file) {
        String tag = entry.tag();
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
                .map(text -> MigrationText.whole(folder.shown(file), Delimited.semicolons(text, BREAKPOINTS), false)
                        .madeOf(new MigrationText.Original(text, BREAKPOINTS)))
                .ifPresent(block -> tree.add(SourceMigration.of(
                                numbered ? name.group(1) : null,
                                numbered ? name.group(2) : tag,
                                entry.id(),
                                block,
                                null)
                        .checked(folder.bytes(file), bytes -> Digests.hex("SHA-256", bytes))));
    }
}
