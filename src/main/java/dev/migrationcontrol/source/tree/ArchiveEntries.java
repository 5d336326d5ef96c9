package dev.migrationcontrol.source.tree;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an archive, one after the other. Readers of libraries keep headers of any size, and directories of any
 * number of entries, in memory before anybody can refuse them; these ones hold each part to a bound before it is read.
 */
interface ArchiveEntries extends Closeable {
    /** How many bytes a name may have; systems know no longer path. */
    int NAME_BYTES = 4096;

    /**
     * One entry.
     *
     * @param plain whether it is a file with content, and no directory, link, device or sparse file
     */
    record Entry(String name, boolean plain) {}

    /**
     * The next entry; null after the last one.
     *
     * @throws ZipException when the archive is damaged
     * @throws TreeRefused when a part of it is larger than its bound
     */
    @Nullable
    Entry next() throws IOException;

    /** What the entry that came last holds. */
    InputStream content() throws IOException;

    static TreeRefused tooLarge(String what) {
        return new TreeRefused(TreeRefused.Reason.TOO_LARGE, "The archive has " + what + ". Pack the tree anew.");
    }
}
