package dev.migrationcontrol.conversion.migration;

import dev.migrationcontrol.text.LineEnds;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One migration as its own system knows it.
 *
 * @param version what it would be called in Flyway; null where the system has no numbers
 * @param name what it says of itself
 * @param oldId what the system records of it
 * @param parents the ids that it says it follows
 */
public record SourceMigration(
        @Nullable String version,
        String name,
        String oldId,
        List<String> parents,
        MigrationText up,
        @Nullable MigrationText down,
        Recorded checksum) {
    /**
     * What the system records of the file.
     *
     * @param otherLineEnds the same for the file with other line ends; null where it records none, or they do not count
     */
    record Recorded(@Nullable String checksum, @Nullable String otherLineEnds) {
        static final Recorded NOTHING = new Recorded(null, null);
    }

    public static SourceMigration of(
            @Nullable String version, String name, String oldId, MigrationText up, @Nullable MigrationText down) {
        return new SourceMigration(version, name, oldId, List.of(), up, down, Recorded.NOTHING);
    }

    public SourceMigration checked(@Nullable String oldChecksum) {
        return new SourceMigration(version, name, oldId, parents, up, down, new Recorded(oldChecksum, null));
    }

    /** Checked by a digest of the file's bytes. */
    public SourceMigration checked(byte[] content, Function<byte[], @Nullable String> digest) {
        Recorded recorded = new Recorded(digest.apply(content), digest.apply(LineEnds.other(content)));
        return new SourceMigration(version, name, oldId, parents, up, down, recorded);
    }

    public SourceMigration after(List<String> ids) {
        return new SourceMigration(version, name, oldId, List.copyOf(ids), up, down, checksum);
    }
}
