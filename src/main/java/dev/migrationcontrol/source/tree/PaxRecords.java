package dev.migrationcontrol.source.tree;

import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** What the extended header of a tar entry says about the entry's name and size. */
record PaxRecords(@Nullable String path, @Nullable Long size, boolean sparse) {
    static final PaxRecords NONE = new PaxRecords(null, null, false);

    /** @throws ZipException when it is no list of records */
    static PaxRecords of(byte[] header) throws ZipException {
        PaxRecords found = NONE;
        int at = 0;
        while (at < header.length && header[at] != 0) {
            int end = at + length(header, at);
            int space = indexOf(header, at, end, ' ');
            int equals = indexOf(header, space + 1, end, '=');
            if (header[end - 1] != '\n') {
                throw damaged();
            }
            String key = new String(header, space + 1, equals - space - 1, StandardCharsets.UTF_8);
            found = found.with(key, header, equals + 1, end - 1);
            at = end;
        }
        return found;
    }

    private PaxRecords with(String key, byte[] header, int from, int to) throws ZipException {
        if (key.startsWith("GNU.sparse.")) {
            return new PaxRecords(path, size, true);
        }
        if (!key.equals("path") && !key.equals("size")) {
            return this;
        }
        if (to - from > ArchiveEntries.NAME_BYTES) {
            throw ArchiveEntries.tooLarge("an entry whose name has more than " + ArchiveEntries.NAME_BYTES + " bytes");
        }
        String value = new String(header, from, to - from, StandardCharsets.UTF_8);
        if (key.equals("path")) {
            return new PaxRecords(value, size, sparse);
        }
        if (!value.matches("\\d{1,18}")) {
            throw new ZipException("a size in an extended header of its tar entries is none");
        }
        return new PaxRecords(path, Long.valueOf(value), sparse);
    }

    /** Each record begins with its own length. */
    private static int length(byte[] header, int from) throws ZipException {
        int length = 0;
        int at = from;
        while (at < header.length && header[at] >= '0' && header[at] <= '9' && length <= header.length) {
            length = length * 10 + header[at++] - '0';
        }
        if (at == from || length <= at - from || length > header.length - from) {
            throw damaged();
        }
        return length;
    }

    private static int indexOf(byte[] header, int from, int to, char searched) throws ZipException {
        for (int i = from; i < to; i++) {
            if (header[i] == searched) {
                return i;
            }
        }
        throw damaged();
    }

    private static ZipException damaged() {
        return new ZipException("an extended header of its tar entries is damaged");
    }
}
