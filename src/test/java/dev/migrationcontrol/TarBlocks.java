package dev.migrationcontrol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** Blocks of a tar archive, well formed or not. */
public interface TarBlocks {
    public void write(Tar tar);

    default byte[] gzip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes, 1 << 16)) {
            write(new Tar(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Where blocks are written. */
    record Tar(OutputStream out) {
        public Tar header(String name, char type, long size) {
            return block(name, type, block -> {
                if (size < 1L << 33) {
                    put(block, 124, String.format("%011o", size));
                } else {
                    ByteBuffer.wrap(block).put(124, (byte) 0x80).putLong(128, size);
                }
            });
        }

        public Tar negative() {
            return block("a.sql", '0', block -> Arrays.fill(block, 124, 136, (byte) -1));
        }

        public Tar sparse() {
            return block("a.sql", 'S', block -> block[482] = 1);
        }

        public Tar sparseMap() {
            byte[] block = new byte[512];
            block[504] = 1;
            return raw(block);
        }

        public Tar pax(String key, String value) {
            int length = key.length() + value.length() + 3;
            int whole = length + Integer.toString(length + 6).length();
            String record = whole + " " + key + "=" + value + "\n";
            return header("x", 'x', record.length()).text(record);
        }

        public Tar records(int number) {
            return raw("12 a.b=abcd\n".repeat(number).getBytes(StandardCharsets.US_ASCII));
        }

        public Tar text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            return raw(Arrays.copyOf(bytes, bytes.length + 511 & -512));
        }

        public Tar zeros(long bytes) {
            byte[] some = new byte[512];
            for (long left = bytes; left > 0; left -= some.length) {
                raw(some);
            }
            return this;
        }

        public Tar raw(byte[] bytes) {
            try {
                out.write(bytes);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Tar block(String name, char type, Consumer<byte[]> fields) {
            byte[] block = new byte[512];
            put(block, 0, name);
            put(block, 257, "ustar\00000");
            block[156] = (byte) type;
            fields.accept(block);
            Arrays.fill(block, 148, 156, (byte) ' ');
            int sum = 0;
            for (byte each : block) {
                sum += each & 0xff;
            }
            put(block, 148, String.format("%06o\0 ", sum));
            return raw(block);
        }

        private static void put(byte[] block, int at, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, 0, block, at, bytes.length);
        }
    }
}
