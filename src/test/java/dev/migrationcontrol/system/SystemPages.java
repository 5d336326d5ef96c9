package dev.migrationcontrol.system;

import dev.migrationcontrol.system.MigrationSystem.Commands;
import dev.migrationcontrol.system.MigrationSystem.Records;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A page of each migration system, and their index, in Markdown. */
final class SystemPages {
    private static final String NOTE =
            "\nThis page is generated from the data of the service; a test keeps it up to date.\n";

    private SystemPages() {}

    static String index() {
        StringBuilder page = new StringBuilder("# Migration systems\n\nThe systems that audits recognise, and whose"
                + " scripts or histories\nthe service can take over. Each links to a page of its own.\n\n"
                + "| System | In a database | In a source tree | History is adopted |\n|---|---|---|---|\n");
        for (MigrationSystem system : MigrationSystems.all()) {
            page.append("| [%s](systems/%s.md) | %s | %s | %s |\n"
                    .formatted(
                            system.title(),
                            system.id(),
                            system.tables().isEmpty()
                                    ? "–"
                                    : code(system.tables().get(0).names().get(0)),
                            system.tree() == null ? "–" : "yes",
                            system.adoption() == null ? "–" : "yes"));
        }
        return page + NOTE;
    }

    static String of(MigrationSystem system) {
        StringBuilder page = new StringBuilder("# " + system.title() + "\n\n");
        page.append("The API calls it ").append(code(system.id())).append('.');
        if (!system.aliases().isEmpty()) {
            page.append(" In requests the old spelling ")
                    .append(list(system.aliases().stream()))
                    .append("\nis accepted too; it is deprecated.");
        }
        page.append("\n");
        tables(page, system);
        locks(page, system);
        tree(page, system);
        commands(page, system.commands());
        page.append("\n## Taking it over\n\n")
                .append(
                        system.adoption() == null
                                ? "Its history is recognised and shown; it is not adopted.\n"
                                : "Its history is adopted from a table named "
                                        + list(system.adoption().tables().stream()) + ".\n");
        return page + NOTE;
    }

    private static void tables(StringBuilder page, MigrationSystem system) {
        page.append("\n## In a database\n\n");
        if (system.tables().isEmpty()) {
            page.append("No table of its own is known.\n");
        }
        for (TableFacts table : system.tables()) {
            page.append("The table ").append(list(table.names().stream()));
            if (table.schema() != null) {
                page.append(" in the schema ").append(code(table.schema()));
            }
            page.append(" is identified by these columns:\n\n").append(columns(table.columns()));
            if (table.single()) {
                page.append(
                        "\nIt has no key, no other column, and exactly one row. A program may keep the number of its schema in"
                                + "\nthe same way, so that an audit says that it is not certain.\n");
            }
            if (!table.elsewhere().isEmpty()) {
                page.append("\nUnder another name, these are needed too:\n\n").append(columns(table.elsewhere()));
            }
            page.append('\n');
        }
        page.append(
                system.records() == Records.NEWEST
                        ? "It records the newest migration only; all before it count as applied.\n"
                        : system.records() == Records.HEADS
                                ? "It records the heads only; their ancestors count as applied.\n"
                                : "");
        if (!system.companions().isEmpty()) {
            page.append("Next to it there may be:\n\n");
            system.companions()
                    .forEach(companion -> page.append("- ")
                            .append(code(companion.name()))
                            .append(companion.lock() == null ? "\n" : ", which is a lock\n"));
        }
    }

    private static void locks(StringBuilder page, MigrationSystem system) {
        LockFacts locks = system.locks();
        Stream<Long> keys =
                Stream.concat(locks.keys().stream(), locks.common().stream()).sorted();
        String all = keys.map(key -> code(String.valueOf(key))).collect(Collectors.joining(", "));
        if (!all.isEmpty()) {
            page.append("\nIts runner holds the advisory lock ").append(all).append(".\n");
        }
        if (locks.rule() != null) {
            page.append("\nIts runner holds an advisory lock whose key is computed (")
                    .append(code(String.valueOf(locks.rule())))
                    .append(").\n");
        }
    }

    private static void tree(StringBuilder page, MigrationSystem system) {
        TreeFacts tree = system.tree();
        if (tree == null) {
            return;
        }
        page.append("\n## In a source tree\n\n");
        page.append(
                tree.words().isEmpty()
                        ? "It is recognised by what its " + (system.isCustom() ? "code does" : "files are") + ".\n"
                        : "Files that use it have one of these words:\n\n" + bullets(tree.words().stream()));
        if (system.programs() != null) {
            page.append("\nIts migrations are written in ")
                    .append(system.programs().language())
                    .append(".\n");
        }
    }

    private static void commands(StringBuilder page, @Nullable Commands commands) {
        if (commands == null) {
            return;
        }
        page.append("\n## What replaces its commands\n\n| Old | New |\n|---|---|\n");
        row(page, commands.upgrade(), "`POST /api/v1/environments/{environment}/upgrades`");
        row(page, commands.rollback(), "`POST /api/v1/environments/{environment}/rollbacks`");
        row(page, commands.status(), "`GET /api/v1/environments/{environment}/migrations`");
        row(page, commands.create(), "a new `V` script, with its `U` script");
    }

    private static void row(StringBuilder page, @Nullable String old, String by) {
        if (old != null) {
            page.append("| %s | %s |\n".formatted(code(old), by));
        }
    }

    private static String columns(Map<String, String> columns) {
        return bullets(columns.entrySet().stream().map(column -> column.getKey() + " " + column.getValue()));
    }

    private static String bullets(Stream<String> items) {
        return items.map(item -> "- " + code(item) + "\n").collect(Collectors.joining());
    }

    private static String list(Stream<String> names) {
        return names.map(SystemPages::code).collect(Collectors.joining(" or "));
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
