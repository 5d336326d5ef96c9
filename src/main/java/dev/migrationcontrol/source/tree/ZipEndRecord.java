package dev.migrationcontrol.source.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.ZipException;

/** What the end of a zip archive says about its directory. */
record ZipEndRecord(long entries, long bytes, long start) {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LARGE_LOCATOR = 0x07064b50;
    private static final int LARGE_LOCATOR_BYTES = 20;
    private static final int LARGE_END = 0x06064b50;
    private static final int LARGE_END_BYTES = 56;

    /** @throws ZipException when there is none, or what it says cannot be */
    static ZipEndRecord of(FileChannel file) throws IOException {
        long size = file.size();
        int tail = (int) Math.min(size, END_BYTES + 0xffff);
        ByteBuffer end = FilePart.bytes(file, size - tail, tail).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = tail - END_BYTES; at >= 0; at--) {
            if (end.getInt(at) == END && at + END_BYTES + (end.getShort(at + 20) & 0xffff) == tail) {
                return checked(read(file, end, at, size - tail + at), size - tail + at);
            }
        }
        throw new ZipException("it has no end record");
    }

    private static ZipEndRecord read(FileChannel file, ByteBuffer end, int at, long place) throws IOException {
        long entries = end.getShort(at + 10) & 0xffffL;
        long bytes = end.getInt(at + 12) & 0xffffffffL;
        long start = end.getInt(at + 16) & 0xffffffffL;
        boolean large = entries == 0xffff || bytes == 0xffffffffL || start == 0xffffffffL;
        if (large && place >= LARGE_LOCATOR_BYTES) {
            ByteBuffer locator = FilePart.bytes(file, place - LARGE_LOCATOR_BYTES, LARGE_LOCATOR_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN);
            if (locator.getInt(0) == LARGE_LOCATOR) {
                return large(file, locator.getLong(8), place);
            }
        }
        if (end.getInt(at + 4) != 0 || end.getShort(at + 8) != end.getShort(at + 10)) {
            throw new ZipException("it is one part of several");
        }
        return new ZipEndRecord(entries, bytes, start);
    }

    private static ZipEndRecord large(FileChannel file, long from, long limit) throws IOException {
        if (from < 0 || from > limit - LARGE_END_BYTES) {
            throw new ZipException("its end record is damaged");
        }
        ByteBuffer end = FilePart.bytes(file, from, LARGE_END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (end.getInt(0) != LARGE_END || end.getLong(16) != 0 || end.getLong(24) != end.getLong(32)) {
            throw new ZipException("its end record is damaged, or it is one part of several");
        }
        return new ZipEndRecord(end.getLong(32), end.getLong(40), end.getLong(48));
    }

    private static ZipEndRecord checked(ZipEndRecord said, long place) throws ZipException {
        boolean possible = said.entries >= 0
                && said.bytes >= 0
                && said.bytes <= place
                && said.start >= 0
                && said.start <= place - said.bytes
                && said.entries <= said.bytes / 46;
        if (!possible) {
            throw new ZipException("its end record contradicts its size");
        }
        return said;
    }
}
