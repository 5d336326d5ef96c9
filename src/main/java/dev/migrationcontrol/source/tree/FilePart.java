package dev.migrationcontrol.source.tree;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a file. Closing it leaves the file open. */
final class FilePart extends InputStream {
    private final FileChannel file;
    private final long end;
    private long at;

    FilePart(FileChannel file, long start, long end) {
        this.file = file;
        this.at = start;
        this.end = end;
    }

    /** A small part, at once. */
    static ByteBuffer bytes(FileChannel file, long from, int length) throws IOException {
        byte[] bytes = new FilePart(file, from, from + length).readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it ends too early");
        }
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at >= end) {
            return -1;
        }
        int read = file.read(ByteBuffer.wrap(into, offset, (int) Math.min(length, end - at)), at);
        at += Math.max(0, read);
        return read;
    }
}
