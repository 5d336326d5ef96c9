package dev.migrationcontrol.source.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Where the content of an entry of a zip archive is, and what the directory says about it. */
record ZipContent(int flags, int method, long checksum, long packed, long unpacked, long header) {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int DEFLATE = 8;

    /** @throws ZipException when it is encrypted, or packed in a way that is not read */
    InputStream open(FileChannel file) throws IOException {
        ByteBuffer local = FilePart.bytes(file, header, LOCAL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (local.getInt(0) != LOCAL) {
            throw new ZipException("an entry is not where its directory says");
        }
        if ((flags & 1) != 0) {
            throw new ZipException("it is encrypted");
        }
        long start = header + LOCAL_BYTES + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
        if (method == DEFLATE) {
            return new Checked(new Inflating(new FilePart(file, start, start + packed)));
        }
        if (method == 0 && packed == unpacked) {
            return new Checked(new FilePart(file, start, start + packed));
        }
        throw new ZipException("an entry is packed by method " + method + "; deflate is read");
    }

    /** The inflater that is given to its stream is not ended by it. */
    private static final class Inflating extends InflaterInputStream {
        Inflating(InputStream in) {
            super(in, new Inflater(true), 1 << 13);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }

    /** Holds a content to what the directory says about it. */
    private final class Checked extends InputStream {
        private final InputStream in;
        private final CRC32 found = new CRC32();
        private long bytes;

        Checked(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            if (read > 0) {
                found.update(into, offset, read);
                bytes += read;
            }
            boolean over = read < 0;
            if (bytes > unpacked || over && (bytes != unpacked || found.getValue() != checksum)) {
                throw new ZipException("an entry's content is not what its directory says");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
