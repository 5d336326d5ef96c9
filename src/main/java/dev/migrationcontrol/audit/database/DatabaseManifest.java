package dev.migrationcontrol.audit.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystem.Trait;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.RecordState;
import dev.migrationcontrol.text.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest next to an environment's scripts says of the rows that old systems left.
 *
 * @param unreadable why it is of no use; null where it can be read, or there is none
 */
record DatabaseManifest(List<Entry> entries, @Nullable String unreadable) {
    static final DatabaseManifest NONE = new DatabaseManifest(List.of(), null);

    private static final int MOST_NAMED = 5;

    /** One script and the old ids that it replaces. */
    record Entry(
            String system,
            String script,
            List<String> oldIds,
            @Nullable String oldChecksum) {
        private static Entry of(JsonNode node) {
            String script = node.path("script").asText("");
            List<String> ids = new ArrayList<>();
            if (script.startsWith("B")) {
                node.path("parents").forEach(parent -> ids.add(parent.asText()));
            } else {
                ids.add(node.path("oldId").asText(""));
            }
            String checksum = node.path("oldChecksum").asText(null);
            String system = MigrationSystems.current(node.path("system").asText(""));
            return new Entry(system, script, List.copyOf(ids), checksum);
        }
    }

    static DatabaseManifest of(Environment environment) {
        List<Path> files = ManifestFile.of(environment);
        if (files.isEmpty()) {
            return NONE;
        }
        if (files.size() > 1) {
            return new DatabaseManifest(
                    List.of(), "there may be only one, and " + files.size() + " locations have one.");
        }
        return read(files.get(0));
    }

    private static DatabaseManifest read(Path file) {
        try {
            JsonNode migrations = Files.size(file) > ManifestFile.LARGEST
                    ? null
                    : new ObjectMapper().readTree(file.toFile()).path("migrations");
            if (migrations == null || !migrations.isArray()) {
                return new DatabaseManifest(List.of(), "it is not the manifest of a conversion.");
            }
            List<Entry> entries = new ArrayList<>();
            migrations.forEach(node -> entries.add(Entry.of(node)));
            return new DatabaseManifest(List.copyOf(entries), null);
        } catch (IOException e) {
            return new DatabaseManifest(List.of(), "it is no JSON, or it cannot be read.");
        }
    }

    private List<Entry> of(DatabaseSystem system) {
        MigrationSystem facts = MigrationSystems.named(system.system());
        return entries.stream().filter(entry -> facts.isOf(entry.system())).toList();
    }

    /** Whether it has something of the system, so that its rows have to be in it. */
    boolean names(DatabaseSystem system) {
        return !of(system).isEmpty();
    }

    /** The rows that count as applied and that it does not map. */
    List<Finding> findings(DatabaseSystem system) {
        RecordedIds<Entry> known = known(of(system));
        List<String> unmapped = applied(system)
                .filter(record -> known.of(ids(system, record)).isEmpty())
                .map(record -> String.valueOf(record.version()))
                .toList();
        if (unmapped.isEmpty()) {
            return List.of();
        }
        return List.of(new Finding(
                "recorded-not-in-manifest",
                Severity.WARNING,
                system.table(),
                unmapped.size() + " of " + system.migrations().size()
                        + " rows have no migration in the manifest next to the scripts: "
                        + Listing.of(unmapped, MOST_NAMED) + ". A consolidation would refuse them.",
                "Convert the files that were applied here, and put the new manifest into the locations."));
    }

    List<Finding> ownFindings() {
        return unreadable == null
                ? List.of()
                : List.of(new Finding(
                        "manifest-unreadable",
                        Severity.WARNING,
                        "manifest.json",
                        "The manifest in the environment's locations cannot be used: " + unreadable,
                        "Replace it by the one that was made together with the scripts."));
    }

    /** The texts of the scripts that its rows say were applied; in a table of heads or of the newest, with all before it. */
    List<String> explaining(List<DatabaseSystem> systems, DatabaseScripts scripts) {
        List<String> texts = new ArrayList<>();
        for (DatabaseSystem system : systems) {
            List<Entry> own = of(system);
            RecordedIds<Entry> known = known(own);
            int last = applied(system)
                    .flatMap(record -> known.of(ids(system, record)).stream())
                    .mapToInt(own::indexOf)
                    .max()
                    .orElse(-1);
            own.subList(0, last + 1)
                    .forEach(entry -> scripts.texts().forEach((name, text) -> {
                        if (!entry.script().isEmpty() && name.endsWith(entry.script())) {
                            texts.add(text);
                        }
                    }));
        }
        return texts;
    }

    private static RecordedIds<Entry> known(List<Entry> own) {
        return new RecordedIds<>(own, Entry::oldIds, Entry::oldChecksum);
    }

    private static Stream<DatabaseRecord> applied(DatabaseSystem system) {
        return system.migrations().stream()
                .filter(record -> record.state() == RecordState.APPLIED && record.version() != null);
    }

    /** Where files list migrations, those are known by file and author as well. */
    private static List<String> ids(DatabaseSystem system, DatabaseRecord record) {
        return Stream.of(
                        record.version(),
                        MigrationSystems.named(system.system()).has(Trait.LISTS_MIGRATIONS) ? record.name() : null)
                .flatMap(Stream::ofNullable)
                .toList();
    }
}
