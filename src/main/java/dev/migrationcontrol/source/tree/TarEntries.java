package dev.migrationcontrol.source.tree;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The entries of a tar archive, as POSIX (ustar and pax), GNU and older programs write it. */
final class TarEntries implements ArchiveEntries {
    private static final int BLOCK = TarHeader.BLOCK;
    /** Attributes and lists of access rights fit; a name needs 4 KB at the most. */
    private static final int EXTENSION_BYTES = 1 << 17;

    private static final int EXTENSIONS = 16;
    private static final int GNU_SPARSE_CONTINUED = 504;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private long left;
    private int padding;

    TarEntries(InputStream in) {
        this.in = in;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        skip(left + padding);
        left = 0;
        padding = 0;
        PaxRecords records = PaxRecords.NONE;
        String longName = null;
        for (int extensions = 0; extensions <= EXTENSIONS; extensions++) {
            if (!readBlock() || TarHeader.isEnd(block)) {
                return null;
            }
            TarHeader header = TarHeader.of(block);
            switch (header.type()) {
                case 'x', 'X' -> records = PaxRecords.of(extension(header));
                case 'L' -> longName = name(extension(header));
                case 'g', 'K', 'V' -> extension(header);
                default -> {
                    return entry(header, records, longName);
                }
            }
        }
        throw ArchiveEntries.tooLarge("more than " + EXTENSIONS + " extended headers for one entry");
    }

    private Entry entry(TarHeader header, PaxRecords records, @Nullable String longName) throws IOException {
        if (header.type() == 'S') {
            skipMap(header.continued());
        }
        boolean bare = header.type() >= '1' && header.type() <= '6';
        long size = records.size() == null ? header.size() : records.size();
        left = bare ? 0 : size;
        padding = padding(left);
        String shortName = longName == null ? header.name() : longName;
        String name = records.path() == null ? shortName : records.path();
        boolean file = header.type() == '0' || header.type() == '7';
        return new Entry(name, file && !records.sparse() && !name.endsWith("/"));
    }

    private void skipMap(boolean continued) throws IOException {
        boolean more = continued;
        while (more) {
            require(readBlock());
            more = TarHeader.isContinued(block, GNU_SPARSE_CONTINUED);
        }
    }

    private byte[] extension(TarHeader header) throws IOException {
        if (header.size() > EXTENSION_BYTES) {
            throw ArchiveEntries.tooLarge(
                    "an extended header of " + header.size() + " bytes; at most " + EXTENSION_BYTES + " are read");
        }
        byte[] content = in.readNBytes((int) header.size());
        require(content.length == header.size());
        skip(padding(content.length));
        return content;
    }

    private static String name(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] == 0) {
            end--;
        }
        if (end > NAME_BYTES) {
            throw ArchiveEntries.tooLarge("an entry whose name has more than " + NAME_BYTES + " bytes");
        }
        return new String(content, 0, end, StandardCharsets.UTF_8);
    }

    private static int padding(long size) {
        return (int) (-size & BLOCK - 1);
    }

    /** @return false at the end, which some programs write without the blocks that say so */
    private boolean readBlock() throws IOException {
        int read = in.readNBytes(block, 0, BLOCK);
        if (read != 0 && read != BLOCK) {
            throw new EOFException("it ends within a header");
        }
        return read == BLOCK;
    }

    private void skip(long bytes) throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            require(false);
        }
    }

    private static void require(boolean whole) throws EOFException {
        if (!whole) {
            throw new EOFException("it ends too early");
        }
    }

    @Override
    public InputStream content() {
        return new Content();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Closing it leaves the archive open. */
    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(into, offset, (int) Math.min(length, left));
            require(read >= 0);
            left -= read;
            return read;
        }
    }
}
