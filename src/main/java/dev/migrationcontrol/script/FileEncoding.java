package dev.migrationcontrol.script;

import dev.migrationcontrol.sql.token.Lines;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Why the bytes of a script are not text as it is read here. */
final class FileEncoding {
    static final String REMEDY =
            "Scripts are read as UTF-8: save it as UTF-8, or name its encoding in its .conf file, for"
                    + " example encoding=UTF-16LE or encoding=ISO-8859-1.";

    private FileEncoding() {}

    /** What is wrong, to be said after the name of the file; empty when nothing is. */
    static Optional<String> problem(byte[] bytes) {
        if (begins(bytes, 0xFF, 0xFE) || begins(bytes, 0xFE, 0xFF)) {
            return Optional.of("is UTF-16: it begins with the byte order mark of that encoding. " + REMEDY);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            return Optional.empty();
        }
        int offset = in.position();
        String before = out.flip().toString();
        return Optional.of(String.format(
                "is not UTF-8: byte 0x%02X at offset %d, in line %d, is not part of a character. %s",
                bytes[offset] & 0xFF, offset, new Lines(before).of(before.length()), REMEDY));
    }

    private static boolean begins(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }
}
