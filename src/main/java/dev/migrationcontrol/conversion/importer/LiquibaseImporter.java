package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Liquibase's formatted SQL: each changeset is a migration; a changelog in XML, YAML or JSON gives the files' order. */
final class LiquibaseImporter implements Importer {
    private static final Pattern FORMATTED =
            Pattern.compile("\\A\\s*--\\s*liquibase formatted sql", Pattern.CASE_INSENSITIVE);
    private static final Pattern INCLUDE =
            Pattern.compile("(?:\\bfile|\\bpath)\"?\\s*[=:]\\s*[\"']?([^\"'\\s,}>]+)[\"']?");

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
        List<String> changelogs = folder.all().stream()
                .filter(file -> file.matches(".*\\.(xml|ya?ml|json)")
                        && folder.glance(file).contains("databaseChangeLog"))
                .toList();
        List<String> files = order(tree, folder, changelogs);
        for (String file : files) {
            tree.text(file)
                    .ifPresent(text -> new LiquibaseFile(tree, folder.shown(file), folder.variables()).read(text));
        }
        return tree.finish(
                changelogs.isEmpty()
                        ? "by file name, and inside of a file as its changesets follow each other"
                        : "as " + changelogs.get(0)
                                + " includes the files, and inside of a file as its changesets follow");
    }

    private static List<String> formatted(SourceFolder folder) {
        return folder.all().stream()
                .filter(file -> file.endsWith(".sql")
                        && FORMATTED.matcher(folder.glance(file)).find())
                .toList();
    }

    private static List<String> order(ImportSession tree, SourceFolder folder, List<String> changelogs) {
        List<String> formatted = formatted(folder);
        List<String> ordered = new ArrayList<>();
        for (String changelog : changelogs) {
            String text = folder.glance(changelog);
            if (text.matches("(?si).*<changeSet\\b.*|.*\\bchangeSet\"?\\s*:.*")) {
                CodeMigrations.refuse(tree.findings(), folder.shown(changelog), "liquibase", "XML, YAML or JSON");
            }
            Matcher include = INCLUDE.matcher(text);
            while (include.find()) {
                String wanted = include.group(1).replaceAll("^(classpath:|\\./|/)+|/+$", "");
                formatted.stream()
                        .filter(file -> file.equals(wanted)
                                || wanted.endsWith("/" + file)
                                || file.endsWith("/" + wanted)
                                || file.matches("(.*/)?" + Pattern.quote(wanted) + "/[^/]+")
                                || (!file.contains("/") && wanted.endsWith(folder.name())))
                        .filter(file -> !ordered.contains(file))
                        .forEach(ordered::add);
            }
        }
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
}
