package dev.migrationcontrol.script;

import dev.migrationcontrol.script.PlannedFiles.Fingerprint;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes a text through and, at its end, says what it was. A reader that is closed early reads the rest first, so that no
 * part of a file goes unseen.
 */
final class FingerprintReader extends Reader {
    private static final int CHUNK = 8192;
    private static final Fingerprint UNREADABLE = new Fingerprint("", -1);

    private final Reader text;
    private final @Nullable Fingerprint known;
    private final Consumer<Fingerprint> found;
    private final MessageDigest digest;
    private long length;
    private boolean over;

    /** @param known what the text should be; null where it is read for the first time */
    FingerprintReader(Reader text, @Nullable Fingerprint known, Consumer<Fingerprint> found) {
        this.text = text;
        this.known = known;
        this.found = found;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int read(char[] buffer, int offset, int count) throws IOException {
        int read = next(buffer, offset, count);
        if (read > 0) {
            length += read;
            ByteBuffer bytes = ByteBuffer.allocate(Character.BYTES * read);
            bytes.asCharBuffer().put(buffer, offset, read);
            digest.update(bytes);
            if (known != null && length > known.length()) {
                end(UNREADABLE);
            }
        } else if (read < 0 && !over) {
            end(new Fingerprint(HexFormat.of().formatHex(digest.digest()), length));
        }
        return read;
    }

    /** A file that could be read before and cannot now is not what it was: a folder took its place, or its bytes are others. */
    private int next(char[] buffer, int offset, int count) throws IOException {
        try {
            return text.read(buffer, offset, count);
        } catch (IOException e) {
            if (known != null) {
                end(UNREADABLE);
            }
            over = true;
            throw e;
        }
    }

    private void end(Fingerprint what) {
        over = true;
        found.accept(what);
    }

    @Override
    public void close() throws IOException {
        try {
            char[] rest = new char[CHUNK];
            while (!over) {
                read(rest, 0, rest.length);
            }
        } finally {
            text.close();
        }
    }
}
