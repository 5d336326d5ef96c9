package dev.migrationcontrol.source.tree;

import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/** The fields of a header block of a tar archive that matter here. */
record TarHeader(String name, char type, long size, boolean continued) {
    static final int BLOCK = 512;

    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int GNU_CONTINUED = 482;

    /** @throws ZipException when the block is no header */
    static TarHeader of(byte[] block) throws ZipException {
        if (!hasChecksum(block)) {
            throw new ZipException("a header of its tar entries is damaged");
        }
        String name = text(block, 0, 100);
        boolean posix = text(block, MAGIC, 6).equals("ustar") && block[MAGIC + 6] != ' ';
        String prefix = posix ? text(block, PREFIX, 155) : "";
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name,
                block[TYPE] == 0 ? '0' : (char) (block[TYPE] & 0xff),
                number(block, SIZE, 12),
                isContinued(block, GNU_CONTINUED));
    }

    /** Whether a sparse file of the old GNU format has a further block of its map. */
    static boolean isContinued(byte[] block, int flag) {
        return block[flag] != 0 && block[flag] != '0';
    }

    static boolean isEnd(byte[] block) {
        for (byte each : block) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /** Old programs add signed bytes. */
    private static boolean hasChecksum(byte[] block) throws ZipException {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            byte each = i >= CHECKSUM && i < CHECKSUM + 8 ? (byte) ' ' : block[i];
            unsigned += each & 0xff;
            signed += each;
        }
        long said = number(block, CHECKSUM, 8);
        return said == unsigned || said == signed;
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    /** Octal digits, or a large number in base 256. */
    private static long number(byte[] block, int from, int length) throws ZipException {
        if (block[from] < 0) {
            return binary(block, from, length);
        }
        long number = 0;
        boolean begun = false;
        for (int i = from; i < from + length; i++) {
            int each = block[i];
            if (each >= '0' && each <= '7') {
                number = number << 3 | each - '0';
                begun = true;
            } else if (each == 0 || each == ' ' && begun) {
                return number;
            } else if (each != ' ') {
                throw new ZipException("a number in a header of its tar entries is none");
            }
        }
        return number;
    }

    private static long binary(byte[] block, int from, int length) throws ZipException {
        long number = block[from] & 0x7f;
        for (int i = from + 1; i < from + length; i++) {
            if (number > Long.MAX_VALUE >> 8) {
                throw new ZipException("a size in a header of its tar entries is negative or beyond all files");
            }
            number = number << 8 | block[i] & 0xff;
        }
        return number;
    }
}
