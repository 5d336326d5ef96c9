package dev.migrationcontrol.source.tree;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What a file of gzip holds, also of several members in a row. The JDK's own reader calls itself for each empty member, so that
 * a file of many ends in a stack overflow (Java 17), and reads names and comments of any length.
 */
final class GzipMembers extends InputStream {
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int TEXT_BYTES = 1 << 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private final int mostMembers;
    private int at;
    private int end;
    private int members;
    private boolean over;

    /** @param mostMembers how many members are read at the most */
    GzipMembers(InputStream in, int mostMembers) throws IOException {
        this.in = in;
        this.mostMembers = mostMembers;
        if (!begin()) {
            throw new ZipException("it is not in gzip format");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (!over && length > 0) {
            int read = inflate(into, offset, length);
            if (read > 0) {
                checksum.update(into, offset, read);
                return read;
            }
            if (inflater.finished()) {
                at = end - inflater.getRemaining();
                finish();
                over = !begin();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("its gzip data ask for a dictionary");
            } else {
                feed();
            }
        }
        return length == 0 ? 0 : -1;
    }

    private int inflate(byte[] into, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(into, offset, length);
        } catch (DataFormatException e) {
            throw new ZipException("its gzip data are broken");
        }
    }

    private void feed() throws IOException {
        if (inflater.needsInput()) {
            if (at == end && !fill()) {
                throw new EOFException("it ends too early");
            }
            inflater.setInput(buffer, at, end - at);
            at = end;
        }
    }

    /** Begins the next member; false where none follows: what comes after the last one is padding. */
    private boolean begin() throws IOException {
        if (at == end && !fill()) {
            return false;
        }
        if (buffer[at] != (byte) MAGIC) {
            return false;
        }
        if (++members > mostMembers) {
            throw ArchiveEntries.tooLarge("more than " + mostMembers + " members of gzip");
        }
        if (number(2) != MAGIC || next() != DEFLATE) {
            throw new ZipException("it is not in gzip format");
        }
        int flags = next();
        pass(6);
        if ((flags & 4) != 0) {
            pass(number(2));
        }
        skipTexts((flags >> 3 & 1) + (flags >> 4 & 1));
        pass((flags & 2) != 0 ? 2 : 0);
        inflater.reset();
        checksum.reset();
        return true;
    }

    private void finish() throws IOException {
        if (number(4) != checksum.getValue() || number(4) != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("its checksum is wrong");
        }
    }

    private void skipTexts(int texts) throws IOException {
        int left = TEXT_BYTES;
        for (int i = 0; i < texts; i++) {
            while (next() != 0) {
                if (--left == 0) {
                    throw ArchiveEntries.tooLarge("a name or comment of gzip of more than " + TEXT_BYTES + " bytes");
                }
            }
        }
    }

    private void pass(long bytes) throws IOException {
        for (long i = 0; i < bytes; i++) {
            next();
        }
    }

    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) next() << 8 * i;
        }
        return number;
    }

    private int next() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException("it ends too early");
        }
        return buffer[at++] & 0xff;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
