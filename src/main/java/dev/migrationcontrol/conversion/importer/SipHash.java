package dev.migrationcontrol.conversion.importer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** SipHash-1-3 with a zero key, with which refinery makes its checksums. */
final class SipHash {
    private long v0 = 0x736f6d6570736575L;
    private long v1 = 0x646f72616e646f6dL;
    private long v2 = 0x6c7967656e657261L;
    private long v3 = 0x7465646279746573L;

    private SipHash() {}

    static long of(byte[] content) {
        return new SipHash().hash(content);
    }

    private long hash(byte[] content) {
        int whole = content.length / 8 * 8;
        ByteBuffer words = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < whole; i += 8) {
            compress(words.getLong(i));
        }
        long last = (long) content.length << 56;
        for (int i = whole; i < content.length; i++) {
            last |= (content[i] & 0xFFL) << (8 * (i - whole));
        }
        compress(last);
        v2 ^= 0xFF;
        round();
        round();
        round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void compress(long word) {
        v3 ^= word;
        round();
        v0 ^= word;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }
}
