package dev.migrationcontrol.source.tree;

import java.time.Duration;

/**
 * What a tree may be at the most, so that reading one takes bounded time and memory.
 *
 * @param files files and directories of a tree, or entries of an archive
 * @param depth directories within directories
 * @param unpackedBytes all files of an archive together
 * @param fileBytes one file of an archive
 * @param readBytes how much of one file is read; the rest of a longer one is left unread, which the report says
 * @param time how long reading may take
 */
public record SourceLimits(int files, int depth, long unpackedBytes, long fileBytes, int readBytes, Duration time) {
    public SourceLimits {
        if (files < 1 || depth < 1 || unpackedBytes < 1 || fileBytes < 1 || readBytes < 1 || time.isNegative()) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
