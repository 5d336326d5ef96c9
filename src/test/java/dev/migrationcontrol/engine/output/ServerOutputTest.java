package dev.migrationcontrol.engine.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of the server reach the driver whole, cut or not at all, however the network cuts them into pieces. */
class ServerOutputTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 4096, 1_000_000})
    void passesWhatIsSmallAndDropsRows(int piece) throws IOException {
        send('T', "columns").send('D', "a row").send('C', "SELECT 1\0").send('Z', "I");
        send('D', "x".repeat(500_000))
                .send('A', "told")
                .send('N', notice("M", "hello"))
                .send('Z', "T");
        ServerOutput output = new ServerOutput(new Pieces(piece));
        output.dropRows(true);
        assertThat(types(output)).containsExactly("T7", "C9", "Z1", "N7", "Z1");
    }

    @Test
    void passesRowsThatAreWanted() throws IOException {
        send('D', "x".repeat(500_000)).send('D', "").send('Z', "I");
        assertThat(types(new ServerOutput(new Pieces(1000)))).containsExactly("D500000", "D0", "Z1");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 100, 65_536})
    void cutsTheTextsOfNoticesAndErrors(int piece) throws IOException {
        send('E', notice("S", "ERROR") + notice("M", "ü".repeat(300_000)) + notice("P", "12") + "\0");
        send('Z', "E");
        ServerOutput output = new ServerOutput(new Pieces(piece));
        String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text).contains("SERROR\0Mü").contains("ü […]\0P12\0\0").doesNotContain("\uFFFD\u0020");
        assertThat(text.length()).isLessThan(5_000);
    }

    @Test
    void countsTheNoticesBeyondTheMost() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            send('N', notice("M", "notice " + i));
        }
        ServerOutput output = new ServerOutput(new Pieces(50));
        output.scriptBegins();
        assertThat(types(output)).hasSize(ServerOutput.MOST_NOTICES);
        assertThat(output.noticesLeftOut()).isEqualTo(1_000 - ServerOutput.MOST_NOTICES);
        output.scriptBegins();
        assertThat(output.noticesLeftOut()).isZero();
    }

    @Test
    void keepsSettingsFromTheDriverThatItCannotWorkWith() throws IOException {
        send('S', "TimeZone\0UTC\0")
                .send('S', "client_encoding\0LATIN1\0")
                .send('S', "search_path\0" + "x".repeat(99_999));
        ServerOutput output = new ServerOutput(new Pieces(50));
        output.scriptBegins();
        assertThat(types(output)).containsExactly("S13");
        assertThat(output.refused()).isEqualTo("client_encoding to LATIN1");
    }

    @Test
    void goesOnAfterATimeOutAtAnyByte() throws IOException {
        send('D', "x".repeat(100))
                .send('N', notice("M", "y".repeat(9_000)))
                .send('S', "TimeZone\0UTC\0")
                .send('Z', "I");
        Pieces pieces = new Pieces(3);
        pieces.timesOut = true;
        ServerOutput output = new ServerOutput(pieces);
        output.dropRows(true);
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[64];
        for (int read = 0; read >= 0; ) {
            try {
                read = output.read(buffer, 0, buffer.length);
                received.write(buffer, 0, Math.max(0, read));
            } catch (SocketTimeoutException again) {
                // as the driver does
            }
        }
        assertThat(types(new ByteArrayInputStream(received.toByteArray())))
                .hasSize(3)
                .last()
                .isEqualTo("Z1");
    }

    @Test
    void endsWithTheStream() {
        sent.writeBytes(new byte[] {'S', 0, 0, 0, 99, 'x'});
        ServerOutput output = new ServerOutput(new Pieces(2));
        assertThatThrownBy(output::readAllBytes).isInstanceOf(IOException.class);
    }

    private static String notice(String field, String text) {
        return field + text + "\0";
    }

    private ServerOutputTest send(char type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        sent.write(type);
        sent.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length + 4).array());
        sent.writeBytes(bytes);
        return this;
    }

    private static List<String> types(InputStream output) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(output.readAllBytes());
        List<String> types = new ArrayList<>();
        while (all.hasRemaining()) {
            char type = (char) all.get();
            int body = all.getInt() - 4;
            all.position(all.position() + body);
            types.add(type + Integer.toString(body));
        }
        return types;
    }

    /** What was sent, at most so many bytes at a time. */
    private final class Pieces extends InputStream {
        private final byte[] all = sent.toByteArray();
        private final int most;
        private int at;
        private boolean timesOut;
        private boolean timedOut;

        Pieces(int most) {
            this.most = most;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("no one reads single bytes");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            timedOut = timesOut && !timedOut;
            if (timedOut) {
                throw new SocketTimeoutException("nothing yet");
            }
            int read = Math.min(Math.min(most, length), all.length - at);
            if (read <= 0) {
                return -1;
            }
            System.arraycopy(all, at, target, offset, read);
            at += read;
            return read;
        }
    }
}
