package dev.migrationcontrol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Requests that no client library would send. */
public record RawHttp(URI service) {
    /** The first answer, whole; the service is asked to close the connection after it. */
    public String send(String request) throws IOException {
        return new String(exchange(request.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.UTF_8);
    }

    /** What comes back until the connection is closed; of a stream without an end, what comes within a minute. */
    public byte[] exchange(byte[] request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            byte[] part = new byte[8192];
            for (int read = 0;
                    read >= 0 && System.nanoTime() < end;
                    read = socket.getInputStream().read(part)) {
                answer.write(part, 0, read);
            }
        } catch (SocketException reset) {
            // Of a request that was refused before it was read, the answer has often arrived by then.
            if (answer.size() == 0) {
                throw reset;
            }
        }
        return answer.toByteArray();
    }

    /** A request with a JSON body, and with these header lines besides. */
    public String post(String path, String body, String... headers) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\n" + lines(headers) + "Connection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    public String get(String path, String... headers) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\n" + lines(headers) + "Connection: close\r\n\r\n");
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }
}
