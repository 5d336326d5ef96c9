package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.document.Node;
import dev.migrationcontrol.document.StructuredText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Liquibase's formatted SQL: each changeset is a migration; a changelog in XML, YAML or JSON gives the files' order. */
final class LiquibaseImporter implements Importer {
    private static final Pattern FORMATTED =
            Pattern.compile("\\A\\s*--\\s*liquibase formatted sql", Pattern.CASE_INSENSITIVE);
    private static final String LOG = "databaseChangeLog";

    @Override
    public String system() {
        return "liquibase";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return !formatted(folder).isEmpty();
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        Map<String, StructuredText> changelogs = changelogs(folder);
        List<String> files = order(tree, folder, changelogs);
        for (String file : files) {
            tree.text(file)
                    .ifPresent(text -> new LiquibaseFile(tree, folder.shown(file), folder.variables()).read(text));
        }
        return tree.finish(
                changelogs.isEmpty()
                        ? "by file name, and inside of a file as its changesets follow each other"
                        : "as " + changelogs.keySet().iterator().next()
                                + " includes the files, and inside of a file as its changesets follow");
    }

    private static List<String> formatted(SourceFolder folder) {
        return folder.all().stream()
                .filter(file -> file.endsWith(".sql")
                        && FORMATTED.matcher(folder.glance(file)).find())
                .toList();
    }

    private static Map<String, StructuredText> changelogs(SourceFolder folder) {
        Map<String, StructuredText> found = new LinkedHashMap<>();
        for (String file : folder.all()) {
            if (file.matches(".*\\.(xml|ya?ml|json)") && folder.glance(file).contains(LOG)) {
                String text = new String(folder.bytes(file), StandardCharsets.UTF_8);
                StructuredText document = StructuredText.of(file.substring(file.lastIndexOf('.') + 1), text);
                if (document.isBroken()
                        || document.root()
                                .members()
                                .anyMatch(each -> each.name().equals(LOG))) {
                    found.put(file, document);
                }
            }
        }
        return found;
    }

    private static List<String> order(ImportSession tree, SourceFolder folder, Map<String, StructuredText> changelogs) {
        List<String> formatted = formatted(folder);
        List<String> ordered = new ArrayList<>();
        changelogs.forEach((changelog, document) -> {
            if (document.isBroken()) {
                tree.findings()
                        .error(
                                "changelog-unreadable",
                                folder.shown(changelog) + ":" + document.fault(),
                                "The changelog cannot be read beyond this line, so that the order of the files is not known.",
                                "Correct it, or leave it out of the folder.");
            }
            List<Node> entries = document.root().within(LOG).toList();
            if (entries.stream().anyMatch(each -> each.name().equals("changeSet"))) {
                CodeMigrations.refuse(tree.findings(), folder.shown(changelog), "liquibase", "XML, YAML or JSON");
            }
            entries.stream()
                    .map(each -> each.name().equals("include")
                            ? each.text("file")
                            : each.name().equals("includeAll") ? each.text("path") : "")
                    .map(wanted -> wanted.replaceAll("^(classpath:|\\./|/)+|/+$", ""))
                    .filter(wanted -> !wanted.isEmpty())
                    .flatMap(wanted -> formatted.stream().filter(file -> isIn(file, wanted, folder)))
                    .filter(file -> !ordered.contains(file))
                    .forEach(ordered::add);
        });
        if (changelogs.isEmpty()) {
            return formatted;
        }
        formatted.stream()
                .filter(file -> !ordered.contains(file))
                .forEach(file -> tree.findings()
                        .warn(
                                "not-included",
                                folder.shown(file),
                                "No changelog includes the file, so it is left out.",
                                "Include it, or delete it."));
        return ordered;
    }

    private static boolean isIn(String file, String wanted, SourceFolder folder) {
        return file.equals(wanted)
                || wanted.endsWith("/" + file)
                || file.endsWith("/" + wanted)
                || file.matches("(.*/)?" + Pattern.quote(wanted) + "/[^/]+")
                || (!file.contains("/") && wanted.endsWith(folder.name()));
    }
}
