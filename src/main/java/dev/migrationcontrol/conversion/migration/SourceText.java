package dev.migrationcontrol.conversion.migration;

import dev.migrationcontrol.finding.Findings;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes text of a file's bytes, never guessing: a mark at the beginning decides, else the encoding that was named. */
final class SourceText {
    private SourceText() {}

    static Optional<String> read(String where, byte[] content, Charset encoding, Findings findings) {
        Charset marked = marked(content);
        Charset charset = marked == null ? encoding : marked;
        if (marked != null && marked != StandardCharsets.UTF_8) {
            findings.inform(
                    "encoding", where, "The file is " + marked + ".", "Do nothing; the converted script is UTF-8.");
        }
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (clean.indexOf('\0') < 0) {
                return Optional.of(clean);
            }
            findings.error(
                    "binary-file",
                    where,
                    "The file holds a zero byte: it is no SQL text.",
                    "Remove it from the folder.");
        } catch (CharacterCodingException e) {
            findings.error(
                    "unreadable-encoding",
                    where + ":" + line(content, charset),
                    "The file is not " + charset + " at this line.",
                    "Save it as UTF-8, or name the encoding of the source.");
        }
        return Optional.empty();
    }

    private static @org.jspecify.annotations.Nullable Charset marked(byte[] content) {
        if (content.length >= 3
                && content[0] == (byte) 0xEF
                && content[1] == (byte) 0xBB
                && content[2] == (byte) 0xBF) {
            return StandardCharsets.UTF_8;
        }
        if (content.length >= 2 && content[0] == (byte) 0xFE && content[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (content.length >= 2 && content[0] == (byte) 0xFF && content[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return null;
    }

    private static int line(byte[] content, Charset charset) {
        CharBuffer text = CharBuffer.allocate(content.length + 16);
        CoderResult unused = charset.newDecoder().decode(ByteBuffer.wrap(content), text, true);
        return 1 + (int) text.flip().chars().filter(c -> c == '\n').count();
    }
}
