package dev.migrationcontrol.engine.output;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A notice or an error whose fields, each a letter and a text that ends with a zero, are cut where they are long. */
final class CutMessage {
    /** Of longer messages each field is cut to so many bytes. */
    static final int LONGEST_TEXT = 4 * 1024;

    private static final byte[] DOTS = " […]".getBytes(StandardCharsets.UTF_8);

    private final char type;
    private final ByteArrayOutputStream fields = new ByteArrayOutputStream();
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private boolean tooLong;

    CutMessage(char type) {
        this.type = type;
    }

    void add(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == 0) {
                endField();
            } else if (field.size() < LONGEST_TEXT) {
                field.write(bytes[i]);
            } else {
                tooLong = true;
            }
        }
    }

    private void endField() {
        byte[] text = field.toByteArray();
        int end = tooLong ? wholeCharacters(text) : text.length;
        fields.write(text, 0, end);
        if (tooLong) {
            fields.writeBytes(DOTS);
        }
        fields.write(0);
        field.reset();
        tooLong = false;
    }

    private static int wholeCharacters(byte[] text) {
        int end = text.length;
        while (end > 0 && (text[end - 1] & 0xC0) == 0x80) {
            end--;
        }
        return Math.max(0, end - 1);
    }

    ByteBuffer message() {
        ByteBuffer message = ByteBuffer.allocate(ServerOutput.HEADER + fields.size());
        message.put((byte) type).putInt(ServerOutput.LENGTH + fields.size()).put(fields.toByteArray());
        return message.flip();
    }
}
