package dev.migrationcontrol.fuzz;

import dev.migrationcontrol.RawHttp;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One request, as it goes over the wire.
 *
 * @param path without the query, as it is written
 * @param forbidden why the service must not accept it; empty when it may
 */
record FuzzRequest(String method, String path, String query, List<String> headers, byte[] body, String forbidden) {
    byte[] wire() {
        String head = method + " " + path + (query.isEmpty() ? "" : "?" + query) + " HTTP/1.1\r\n"
                + headers.stream().map(each -> each + "\r\n").collect(Collectors.joining())
                + "Connection: close\r\n\r\n";
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        wire.writeBytes(body);
        return wire.toByteArray();
    }

    RawAnswer send(RawHttp service) throws java.io.IOException {
        return RawAnswer.parse(service.exchange(wire()));
    }

    @Override
    public String toString() {
        String text = new String(wire(), StandardCharsets.UTF_8);
        return (text.length() > 1_500 ? text.substring(0, 1_500) + "… (" + text.length() + " characters)" : text)
                + (forbidden.isEmpty() ? "" : "\n[must not be accepted: " + forbidden + "]");
    }
}
