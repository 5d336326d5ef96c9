package dev.migrationcontrol.system.table;

import dev.migrationcontrol.system.MigrationSystems;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that is recognised by its columns as a migration system's.
 *
 * @param system in kebab case; {@code custom} where it is nobody's
 * @param renamed whether it has another name than the system's default
 * @param proof a query of one row that says whether the rows agree; null where the columns are enough
 * @param digest the column of a custom table that holds a digest of the file
 */
public record Recognition(
        ForeignTable table,
        String system,
        boolean renamed,
        Recording recording,
        @Nullable String proof,
        @Nullable String digest) {
    public static final String CUSTOM = MigrationSystems.CUSTOM;

    /** What the table is by its catalogue entry alone. */
    public static Optional<Recognition> of(ForeignTable table) {
        return candidates(table).stream()
                .filter(candidate -> candidate.proof() == null || candidate.isAtHome())
                .findFirst();
    }

    /** What it may be, likeliest first; the first one without a proof, or whose proof holds, is right. */
    public static List<Recognition> candidates(ForeignTable table) {
        return Stream.of(
                        VersionTableFormats.atHome(table).stream()
                                .map(format -> known(table, format, false, format.proofAtHome(table))),
                        VersionTableFormats.elsewhere(table)
                                .map(format -> known(table, format, true, format.proof(table))),
                        CustomTable.of(table).stream().map(found -> custom(table, found)))
                .flatMap(each -> each)
                .toList();
    }

    /** Whether it has the default name and the columns of a known system; rows may still speak against it. */
    private boolean isAtHome() {
        return !renamed && !system.equals(CUSTOM);
    }

    private static Recognition known(
            ForeignTable table, VersionTableFormats.Format format, boolean renamed, @Nullable String proof) {
        return new Recognition(table, format.system().id(), renamed, format.recording(), proof, null);
    }

    private static Recognition custom(ForeignTable table, CustomTable found) {
        return new Recognition(
                table,
                CUSTOM,
                false,
                found.recording(),
                found.proof() == null ? null : found.proof().sql(table),
                found.digest() == null ? null : found.digest().name());
    }
}
