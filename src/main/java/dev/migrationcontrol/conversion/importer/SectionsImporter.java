package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystem.Records;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.TreeFacts;
import dev.migrationcontrol.system.TreeFacts.Sections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Systems whose files have both directions, apart by comments, and nothing else that has to be understood. */
record SectionsImporter(MigrationSystem facts, Sections sections, Pattern name) implements Importer {
    /** Those of which the data say how their files are named. */
    static List<Importer> all() {
        return MigrationSystems.having(TreeFacts::sections).entrySet().stream()
                .<Importer>mapMulti((each, found) -> {
                    Pattern name = each.getValue().name();
                    if (name != null) {
                        found.accept(new SectionsImporter(each.getKey(), each.getValue(), name));
                    }
                })
                .toList();
    }

    @Override
    public String system() {
        return facts.id();
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return folder.holds(name, sections.down());
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        for (String file : folder.named(name)) {
            tree.text(file).ifPresent(text -> convert(tree, folder.shown(file), file, text));
        }
        return tree.finish("by number, as " + facts.title() + " runs them");
    }

    private void convert(ImportSession tree, String shown, String file, String text) {
        Matcher matcher = name.matcher(file);
        if (!matcher.matches()) {
            return;
        }
        if (sections.template() != null && sections.template().matcher(text).find()) {
            tree.findings()
                    .error(
                            "template",
                            shown,
                            "The script is a template that " + facts.title() + " fills in before it runs it.",
                            "Write what it becomes.");
            return;
        }
        Matcher down = sections.down().matcher(text);
        int end = down.find() ? down.start() : text.length();
        boolean undone = end < text.length() && !text.substring(down.end()).isBlank();
        String version = matcher.group(1);
        String id = facts.records() == Records.NEWEST ? version.replaceFirst("^0+(?=\\d)", "") : version;
        tree.add(SourceMigration.of(
                version,
                matcher.group(2),
                id,
                part(shown, text, 0, end),
                undone ? part(shown, text, end, text.length()) : null));
    }

    private MigrationText part(String shown, String text, int from, int to) {
        boolean outside = sections.apart() != null
                && sections.apart().matcher(text.substring(from, to)).find();
        return MigrationText.part(shown, text, from, to, outside);
    }
}
