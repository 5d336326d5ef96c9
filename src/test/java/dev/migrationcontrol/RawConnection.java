package dev.migrationcontrol;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection to the service on which a test says what no client library would, or only a part of it. */
public record RawConnection(Socket socket) implements AutoCloseable {
    public static RawConnection open(int port, String said) throws IOException {
        RawConnection connection = new RawConnection(new Socket("127.0.0.1", port));
        connection.socket.setSoTimeout(30_000);
        return connection.say(said);
    }

    /** Many connections on which the same was said, open until they are closed. */
    public static List<RawConnection> open(int port, int number, String said) throws IOException {
        List<RawConnection> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(open(port, said));
        }
        return all;
    }

    public static void closeAll(List<RawConnection> all) throws IOException {
        for (RawConnection each : all) {
            each.close();
        }
    }

    public static String head(String method, String path, String... headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    public RawConnection say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** What comes until this is in it, or the service closes the connection. */
    public String answer(String until) throws IOException {
        StringBuilder answer = new StringBuilder();
        int next = socket.getInputStream().read();
        while (next >= 0) {
            answer.append((char) next);
            if (answer.indexOf(until) >= 0) {
                return answer.toString();
            }
            next = socket.getInputStream().read();
        }
        return answer.toString();
    }

    /** The whole answer with a JSON body. */
    public String problem() throws IOException {
        return answer("}");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
