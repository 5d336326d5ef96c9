package dev.migrationcontrol.source.tree;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The entries of a zip archive in the order of its directory, of which one entry at a time is in memory. */
final class ZipEntries implements ArchiveEntries {
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int ZIP64_FIELD = 1;
    private static final long SATURATED = 0xffffffffL;

    private final FileChannel file;
    private final ZipEndRecord directory;
    private DataInputStream in;
    private @Nullable ZipContent content;
    private int read;

    /**
     * @throws TreeRefused when the archive's end says that it has more entries than allowed
     * @throws ZipException when the end, the directory and the places of the entries contradict each other
     */
    ZipEntries(Path archive, int mostEntries) throws IOException {
        file = FileChannel.open(archive);
        try {
            directory = ZipEndRecord.of(file);
            if (directory.entries() > mostEntries) {
                throw SourceArchive.tooManyEntries(mostEntries);
            }
            in = directory();
            requireApart((int) directory.entries());
            in = directory();
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private DataInputStream directory() {
        return new DataInputStream(new BufferedInputStream(
                new FilePart(file, directory.start(), directory.start() + directory.bytes()), 1 << 16));
    }

    /** Entries that share their content unpack to much more than the archive has. */
    private void requireApart(int entries) throws IOException {
        long[][] places = new long[entries][];
        for (int i = 0; i < entries; i++) {
            ZipContent each = read().content();
            places[i] = new long[] {each.header(), each.header() + LOCAL_BYTES + each.packed()};
        }
        if (in.read() >= 0) {
            throw new ZipException("its directory has more entries than its end says");
        }
        Arrays.sort(places, (one, other) -> Long.compare(one[0], other[0]));
        long end = 0;
        for (long[] place : places) {
            if (place[0] < end || place[1] > directory.start()) {
                throw new ZipException("its entries overlap each other or its directory");
            }
            end = place[1];
        }
    }

    @Override
    public @Nullable Entry next() throws IOException {
        if (read == directory.entries()) {
            return null;
        }
        read++;
        Read next = read();
        content = next.content();
        return next.entry();
    }

    private record Read(Entry entry, ZipContent content) {}

    private Read read() throws IOException {
        ByteBuffer fixed = bytes(ENTRY_BYTES);
        if (fixed.getInt(0) != ENTRY) {
            throw new ZipException("its directory is damaged");
        }
        int nameBytes = fixed.getShort(28) & 0xffff;
        if (nameBytes > NAME_BYTES) {
            throw ArchiveEntries.tooLarge("an entry whose name has more than " + NAME_BYTES + " bytes");
        }
        String name = new String(bytes(nameBytes).array(), StandardCharsets.UTF_8);
        ByteBuffer extra = bytes(fixed.getShort(30) & 0xffff);
        in.skipNBytes(fixed.getShort(32) & 0xffff);
        return new Read(new Entry(name, isPlain(name, fixed)), place(fixed, extra));
    }

    /** Programs of Unix write the kind of the file too. */
    private static boolean isPlain(String name, ByteBuffer fixed) {
        boolean unix = fixed.get(5) == 3;
        int kind = fixed.getInt(38) >>> 16 & 0xf000;
        return !name.endsWith("/") && !(unix && kind != 0 && kind != 0x8000);
    }

    private static ZipContent place(ByteBuffer fixed, ByteBuffer extra) throws ZipException {
        long unpacked = fixed.getInt(24) & SATURATED;
        long packed = fixed.getInt(20) & SATURATED;
        long header = fixed.getInt(42) & SATURATED;
        if (unpacked == SATURATED || packed == SATURATED || header == SATURATED) {
            ByteBuffer large = zip64(extra);
            unpacked = unpacked == SATURATED ? number(large) : unpacked;
            packed = packed == SATURATED ? number(large) : packed;
            header = header == SATURATED ? number(large) : header;
        }
        return new ZipContent(
                fixed.getShort(8), fixed.getShort(10), fixed.getInt(16) & SATURATED, packed, unpacked, header);
    }

    private static ByteBuffer zip64(ByteBuffer extra) throws ZipException {
        int at = 0;
        while (at + 4 <= extra.capacity()) {
            int length = extra.getShort(at + 2) & 0xffff;
            if (extra.getShort(at) == ZIP64_FIELD && at + 4 + length <= extra.capacity()) {
                return extra.slice(at + 4, length).order(ByteOrder.LITTLE_ENDIAN);
            }
            at += 4 + length;
        }
        throw new ZipException("its directory lacks the sizes of a large entry");
    }

    private static long number(ByteBuffer large) throws ZipException {
        long number = large.remaining() < Long.BYTES ? -1 : large.getLong();
        if (number < 0 || number > Long.MAX_VALUE >> 1) {
            throw new ZipException("its directory lacks the sizes of a large entry");
        }
        return number;
    }

    private ByteBuffer bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("its directory has fewer entries than its end says");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public InputStream content() throws IOException {
        if (content == null) {
            throw new IllegalStateException("no entry was read");
        }
        return content.open(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
