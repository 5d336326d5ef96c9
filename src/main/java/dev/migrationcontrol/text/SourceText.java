package dev.migrationcontrol.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The text of a file, with its lines. */
public final class SourceText {
    private static final int LOOK_FOR_ZERO = 8000;
    private static final int LONGEST_LINE = 2000;

    private final String text;
    private final boolean truncated;
    private final boolean encodingBroken;
    private final int[] lineStarts;

    public SourceText(String text, boolean truncated, boolean encodingBroken) {
        this.text = text;
        this.truncated = truncated;
        this.encodingBroken = encodingBroken;
        this.lineStarts = starts(text);
    }

    /** Empty when the bytes are no text. */
    public static Optional<SourceText> of(byte[] bytes, boolean truncated) {
        if (bytes.length >= 2 && (starts(bytes, 0xFF, 0xFE) || starts(bytes, 0xFE, 0xFF))) {
            return Optional.of(new SourceText(new String(bytes, StandardCharsets.UTF_16), truncated, true));
        }
        for (int i = 0; i < Math.min(bytes.length, LOOK_FOR_ZERO); i++) {
            if (bytes[i] == 0) {
                return Optional.empty();
            }
        }
        int from = bytes.length >= 3 && starts(bytes, 0xEF, 0xBB) && (bytes[2] & 0xFF) == 0xBF ? 3 : 0;
        ByteBuffer content = ByteBuffer.wrap(bytes, from, whole(bytes, truncated) - from);
        Optional<String> decoded = decode(content, StandardCharsets.UTF_8);
        return Optional.of(new SourceText(
                decoded.orElseGet(() -> new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1)),
                truncated,
                decoded.isEmpty()));
    }

    /** Where text that was cut has its last whole character. */
    private static int whole(byte[] bytes, boolean truncated) {
        int end = bytes.length;
        while (truncated && end > 0 && end > bytes.length - 4 && bytes[end - 1] < 0) {
            end--;
        }
        return end;
    }

    private static boolean starts(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static Optional<String> decode(ByteBuffer bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int[] starts(String text) {
        int[] starts = new int[64];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    public String text() {
        return text;
    }

    /** Whether the file is longer than what was read of it. */
    public boolean isTruncated() {
        return truncated;
    }

    /** Whether the file is no UTF-8. */
    public boolean isEncodingBroken() {
        return encodingBroken;
    }

    public int lines() {
        return lineStarts.length;
    }

    /** The line, from 1, that holds the character at an offset. */
    public int lineAt(int offset) {
        int index = Arrays.binarySearch(lineStarts, offset);
        return index >= 0 ? index + 1 : -index - 1;
    }

    /** A line, from 1, without its end; very long ones are cut. */
    public String line(int number) {
        int start = lineStarts[number - 1];
        int end = number < lineStarts.length ? lineStarts[number] - 1 : text.length();
        if (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        return text.substring(start, Math.min(end, start + LONGEST_LINE));
    }

    public int offsetOf(int line) {
        return lineStarts[line - 1];
    }
}
