package dev.migrationcontrol.audit;

import dev.migrationcontrol.source.MigrationObjects;
import dev.migrationcontrol.source.MigrationObjects.Action;
import dev.migrationcontrol.source.MigrationObjects.Change;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.text.Listing;
import dev.migrationcontrol.text.Markdown;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What one migration does to the objects of the schema, as a row of a table. */
record TreeObjectRow(String version, RawString created, RawString changed, RawString dropped) {
    private static final int MOST_NAMED = 20;

    /** Migrations that only change rows have none. */
    static List<TreeObjectRow> of(SystemReport system) {
        return system.migrations().stream()
                .filter(migration ->
                        migration.objects().total() > 0 || migration.objects().unseen() > 0)
                .map(migration -> new TreeObjectRow(
                        migration.version(),
                        cell(migration.objects(), EnumSet.of(Action.CREATED), false),
                        cell(migration.objects(), EnumSet.of(Action.CHANGED, Action.RENAMED, Action.MOVED), true),
                        cell(migration.objects(), EnumSet.of(Action.DROPPED), false)))
                .toList();
    }

    /** @param rest whether the cell says what the others cannot */
    private static RawString cell(MigrationObjects objects, Set<Action> actions, boolean rest) {
        List<String> parts = new ArrayList<>();
        List<String> names = objects.changes().stream()
                .filter(change -> actions.contains(change.action()))
                .map(TreeObjectRow::name)
                .toList();
        if (!names.isEmpty()) {
            parts.add(Listing.of(names, MOST_NAMED));
        }
        int more = objects.total() - objects.changes().size();
        if (rest && more > 0) {
            parts.add(more + " more changes, which are not listed");
        }
        if (rest && objects.unseen() > 0) {
            parts.add(objects.unseen() + (objects.unseen() == 1 ? " statement" : " statements") + " without names");
        }
        return new RawString(parts.isEmpty() ? "–" : String.join("; ", parts));
    }

    private static String name(Change change) {
        String name = change.name().isEmpty() ? "(unnamed)" : Markdown.code(change.name());
        String how = switch (change.action()) {
            case RENAMED -> " (renamed to " + Markdown.code(change.to()) + ")";
            case MOVED -> " (moved to the schema " + Markdown.code(change.to()) + ")";
            default -> "";
        };
        return Markdown.plain(change.kind()) + " " + name
                + (change.table().isEmpty() ? "" : " of " + Markdown.code(change.table())) + how;
    }
}
