package dev.migrationcontrol.consolidation;

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
        @Nullable String oldChecksum) {}
