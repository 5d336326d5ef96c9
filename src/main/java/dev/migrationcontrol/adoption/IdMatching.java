package dev.migrationcontrol.adoption;

import dev.migrationcontrol.audit.database.RecordedIds;
import java.util.List;

/** Which migration of a manifest a row speaks of. */
final class IdMatching {
    private final RecordedIds<AdoptionManifest.Entry> known;

    IdMatching(List<AdoptionManifest.Entry> entries) {
        this.known = new RecordedIds<>(entries, AdoptionManifest.Entry::oldIds, AdoptionManifest.Entry::oldChecksum);
    }

    /** More than one is ambiguous. */
    List<AdoptionManifest.Entry> of(RecordedRow row) {
        return known.of(row.ids());
    }
}
