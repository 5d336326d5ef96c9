package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.document.Node;
import dev.migrationcontrol.document.StructuredText;
import dev.migrationcontrol.script.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Temporal: a folder for each version, whose manifest lists the files of it; no file has a way to undo it. */
final class TemporalImporter implements Importer {
    private static final Pattern FOLDER = Pattern.compile("v\\d+(\\.\\d+)*");
    private static final String MANIFEST = "/manifest.json";

    @Override
    public String system() {
        return "temporal";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return folder.folders().stream()
                .anyMatch(each -> FOLDER.matcher(each).matches()
                        && folder.has(each + MANIFEST)
                        && folder.glance(each + MANIFEST).contains("SchemaUpdateCqlFiles"));
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.STATEMENTS);
        folder.folders().stream()
                .filter(each -> FOLDER.matcher(each).matches() && folder.has(each + MANIFEST))
                .sorted(Comparator.comparing(each -> Version.of(each.substring(1))))
                .forEach(each -> convert(tree, folder, each));
        return tree.finish("by version, as temporal-sql-tool runs them");
    }

    private static void convert(ImportSession tree, SourceFolder folder, String each) {
        Node manifest =
                StructuredText.of("json", folder.glance(each + MANIFEST)).root();
        List<String> files = manifest.members()
                .filter(member -> member.name().equals("SchemaUpdateCqlFiles"))
                .flatMap(member -> member.children().stream())
                .map(file -> each + "/" + file.value())
                .toList();
        files.stream()
                .filter(file -> !folder.has(file))
                .forEach(file -> tree.findings()
                        .error(
                                "file-missing",
                                folder.shown(each + MANIFEST),
                                "The manifest lists " + file + ", which is not there.",
                                "Restore the file, or correct the manifest."));
        List<MigrationText> texts = files.stream()
                .map(file -> tree.whole(file, false))
                .filter(Objects::nonNull)
                .toList();
        if (!texts.isEmpty()) {
            String version = text(manifest, "CurrVersion");
            tree.add(SourceMigration.of(version, text(manifest, "Description"), version, joined(texts), null));
        }
    }

    private static String text(Node manifest, String member) {
        return manifest.members()
                .filter(each -> each.name().equals(member))
                .map(Node::value)
                .findFirst()
                .orElse("");
    }

    /** One text of several files; each ends its last statement, which it may leave open. */
    private static MigrationText joined(List<MigrationText> texts) {
        String all = texts.stream()
                .map(MigrationText::text)
                .map(text -> text.strip().endsWith(";") ? text : text.strip() + "\n;\n")
                .collect(Collectors.joining("\n"));
        return texts.size() == 1
                ? texts.get(0)
                : MigrationText.whole(texts.get(0).file(), all, false);
    }
}
