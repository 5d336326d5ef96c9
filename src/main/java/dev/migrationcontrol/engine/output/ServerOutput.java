package dev.migrationcontrol.engine.output;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * What the server sends to a session, message by message, before the driver sees it. The driver (42.7.14) reads each row,
 * notice and error whole into memory, whatever its size, and keeps all notifications; a script decides how
 * large and how many they are. Here rows of scripts and notifications are dropped, long texts are cut, and notices are
 * counted once there were enough of them. Reading may be interrupted by a time-out at any byte, and then goes on there.
 */
public final class ServerOutput extends InputStream {
    static final int MOST_NOTICES = 200;

    /** Settings of more bytes are kept from the driver. */
    private static final int LONGEST_SETTING = 64 * 1024;

    /** A message begins with its type, one byte, and its length, which counts itself. */
    static final int HEADER = 5;

    static final int LENGTH = 4;

    /** What the driver refuses to work with, by closing the connection. */
    private static final Set<String> NEEDED = Set.of("client_encoding", "DateStyle");

    private final InputStream server;
    private final byte[] buffer = new byte[LONGEST_SETTING + HEADER];
    private int from;
    private int to;

    /** How much of the message that has begun is still to be passed on, or to be dropped. */
    private long passing;

    private long dropping;

    private @Nullable CutMessage cutting;
    private ByteBuffer made = ByteBuffer.allocate(0);

    private boolean inScript;
    private boolean rowsDropped;
    private int notices;
    private long noticesLeftOut;
    private @Nullable String refusedEncoding;
    private @Nullable String refusedDateStyle;

    ServerOutput(InputStream server) {
        this.server = server;
    }

    /** From now on, what the server sends to this session passes through here, once. */
    public static ServerOutput filter(BaseConnection connection) throws SQLException {
        return FilteredSocket.install(connection);
    }

    /** Whether rows are dropped from now on, because no one wants them. */
    public void dropRows(boolean drop) {
        rowsDropped = drop;
    }

    /** From now on, until it ends, the statements are those of a script. */
    public void scriptBegins() {
        inScript = true;
        notices = 0;
        noticesLeftOut = 0;
    }

    public void scriptEnds() {
        inScript = false;
        refusedEncoding = null;
        refusedDateStyle = null;
    }

    /** How many notices of the script were dropped. */
    public long noticesLeftOut() {
        return noticesLeftOut;
    }

    /** A setting, with its value, that the script has made and that no driver can work with; null where there is none. */
    public @Nullable String refused() {
        return refusedEncoding == null ? refusedDateStyle : refusedEncoding;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            if (made.hasRemaining()) {
                int read = Math.min(length, made.remaining());
                made.get(target, offset, read);
                return read;
            }
            if (passing > 0) {
                return pass(target, offset, length);
            }
            if (dropping > 0) {
                if (!fill(1)) {
                    return -1;
                }
                drop();
            } else if (!begin()) {
                return -1;
            }
        }
    }

    /** Only what can be passed on for sure. */
    @Override
    public int available() {
        return made.hasRemaining() ? made.remaining() : (int) Math.min(passing, to - from);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private int pass(byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, passing);
        int read;
        if (from < to) {
            read = Math.min(wanted, to - from);
            System.arraycopy(buffer, from, target, offset, read);
            from += read;
        } else if (wanted < buffer.length) {
            return fill(1) ? pass(target, offset, length) : -1;
        } else {
            read = server.read(target, offset, wanted);
        }
        passing -= Math.max(0, read);
        return read;
    }

    private void drop() {
        int now = (int) Math.min(dropping, to - from);
        CutMessage cut = cutting;
        if (cut != null) {
            cut.add(buffer, from, now);
        }
        from += now;
        dropping -= now;
        if (dropping == 0 && cut != null) {
            made = cut.message();
            cutting = null;
        }
    }

    /** Decides what becomes of the next message. */
    private boolean begin() throws IOException {
        if (!fill(HEADER)) {
            return false;
        }
        char type = (char) buffer[from];
        long body = (ByteBuffer.wrap(buffer, from + 1, LENGTH).getInt() & 0xFFFFFFFFL) - LENGTH;
        switch (type) {
            case 'D' -> take(!rowsDropped, body);
            case 'A' -> take(false, body);
            case 'N' -> notice(body);
            case 'E' -> cutOrPass(type, body);
            case 'S' -> parameter(body);
            default -> take(true, body);
        }
        return true;
    }

    private void take(boolean passed, long body) {
        if (passed) {
            passing = HEADER + body;
        } else {
            from += HEADER;
            dropping = body;
        }
    }

    private void notice(long body) {
        if (notices == MOST_NOTICES) {
            noticesLeftOut++;
            take(false, body);
        } else {
            notices++;
            cutOrPass('N', body);
        }
    }

    private void cutOrPass(char type, long body) {
        if (body > CutMessage.LONGEST_TEXT) {
            cutting = new CutMessage(type);
        }
        take(body <= CutMessage.LONGEST_TEXT, body);
    }

    /** A setting that the driver follows, such as {@code search_path} since PostgreSQL 18, which may be long. */
    private void parameter(long body) throws IOException {
        if (body > LONGEST_SETTING) {
            take(false, body);
            return;
        }
        if (!fill((int) (HEADER + body))) {
            throw new EOFException();
        }
        String[] setting = new String(buffer, from + HEADER, (int) body, StandardCharsets.UTF_8).split("\0", 3);
        take(setting.length < 2 || !inScript || isUsable(setting[0], setting[1]), body);
    }

    private boolean isUsable(String name, String value) {
        if (!NEEDED.contains(name)) {
            return true;
        }
        boolean encoding = name.equals("client_encoding");
        boolean usable = encoding ? value.equalsIgnoreCase("UTF8") : value.startsWith("ISO");
        String refused = usable ? null : name + " to " + value;
        if (encoding) {
            refusedEncoding = refused;
        } else {
            refusedDateStyle = refused;
        }
        return usable;
    }

    /** Reads until there are so many bytes in the buffer; false at the end of the stream. */
    private boolean fill(int bytes) throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        } else if (from + bytes > buffer.length) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        while (to - from < bytes) {
            int read = server.read(buffer, to, buffer.length - to);
            if (read < 0) {
                return false;
            }
            to += read;
        }
        return true;
    }
}
