package dev.migrationcontrol.conversion.migration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One converted migration. */
public record ConvertedMigration(
        String version,
        String description,
        String system,
        String oldId,
        List<String> parents,
        String script,
        String sql,
        @Nullable String undoScript,
        @Nullable String undoSql,
        boolean transactional,
        boolean undoTransactional,
        @Nullable String oldChecksum,
        @Nullable String otherLineEnds,
        Origin origin) {

    /**
     * Where its statements come from.
     *
     * @param line of the file at which the first line of the script is
     */
    public record Origin(String file, int line, @Nullable String undoFile, int undoLine) {}
}
