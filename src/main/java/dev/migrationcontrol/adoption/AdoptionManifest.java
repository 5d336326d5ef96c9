package dev.migrationcontrol.adoption;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.script.Version;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.table.OldSystem;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which old migration became which script. */
@Schema(description = "Which old migration became which script: the `manifest.json` of a conversion.")
@JsonIgnoreProperties(ignoreUnknown = true)
record AdoptionManifest(
        @Schema(
                description = "By which rule the old migrations were put in order.",
                examples = "alembic by its parents, then schema_migrations by number")
        @Nullable
        String order,

        @Schema(description = "Every converted migration.") List<Entry> migrations) {
    public AdoptionManifest {
        migrations = Listed.of("manifest.migrations", migrations);
    }

    /** One old migration and its script. */
    @Schema(name = "AdoptionManifestEntry", description = "One old migration and the script that it became.")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Entry(
            @Schema(description = "The version of the script.", examples = "3")
            String version,

            @Schema(description = "What it does.", examples = "add orders") @Nullable
            String description,

            @Schema(description = "The script.", examples = "V3__add_orders.sql") @Nullable
            String script,

            @Schema(description = "Its undo script; null where there is none.", examples = "U3__add_orders.sql")
            @Nullable
            String undoScript,

            @Schema(description = "The old system.", examples = "alembic")
            String system,

            @Schema(description = "What the old system records of it.", examples = "ae1027a6acf")
            String oldId,

            @Schema(
                    description = "The checksum that the old system would record; null where it records none.",
                    examples = "9f86d081884c7d65")
            @Nullable
            String oldChecksum,

            @Schema(
                    description = "The checksum of the same file with other line ends; null where there is none.",
                    examples = "2c26b46b68ffc68f")
            @Nullable
            String otherLineEnds,

            @Schema(
                    description = "The old ids that it follows; for a baseline script, those that it replaces.",
                    examples = "[\"1975ea83b712\"]")
            @Nullable
            List<String> parents) {
        Entry(
                String version,
                @Nullable String description,
                @Nullable String script,
                @Nullable String undoScript,
                String system,
                String oldId,
                @Nullable String oldChecksum,
                @Nullable List<String> parents) {
            this(version, description, script, undoScript, system, oldId, oldChecksum, null, parents);
        }

        /** A manifest that was made before a system got another id is as good as ever. */
        public Entry {
            system = MigrationSystems.current(system);
            parents = Listed.of("manifest.migrations.parents", parents);
        }

        Version parsedVersion() {
            return Version.of(version);
        }

        /** Whether the script is the whole schema: then the parents are the ids that it replaces. */
        boolean standsForAll() {
            return script != null && script.startsWith("B");
        }

        List<String> follows() {
            return standsForAll() ? List.of() : Objects.requireNonNull(parents);
        }

        /** The old ids that it replaces. */
        List<String> oldIds() {
            return standsForAll() && !Objects.requireNonNull(parents).isEmpty() ? parents : List.of(oldId);
        }
    }

    /** The systems that it names, in the order in which they appear. */
    List<String> systems() {
        return migrations.stream().map(Entry::system).distinct().toList();
    }

    List<Entry> of(String system) {
        return migrations.stream()
                .filter(entry -> entry.system().equals(system))
                .toList();
    }

    /**
     * The same, with what it must hold checked.
     *
     * @throws InvalidRequest with every violation
     */
    AdoptionManifest checked(String field) {
        if (migrations.isEmpty()) {
            throw new InvalidRequest(field, "names no migration");
        }
        Set<Version> versions = new HashSet<>();
        for (int i = 0; i < migrations.size(); i++) {
            Entry entry = migrations.get(i);
            String at = field + ".migrations[" + i + "]";
            if (entry.version() == null || entry.system() == null || entry.oldId() == null) {
                throw new InvalidRequest(at, "must have version, system and oldId");
            }
            if (OldSystem.find(entry.system()).isEmpty()) {
                throw new InvalidRequest(at + ".system", "must be one of " + String.join(", ", OldSystem.names()));
            }
            try {
                if (!versions.add(entry.parsedVersion())) {
                    throw new InvalidRequest(at + ".version", entry.version() + " is given twice");
                }
            } catch (IllegalArgumentException e) {
                throw new InvalidRequest(at + ".version", String.valueOf(e.getMessage()));
            }
        }
        return this;
    }
}
