package dev.migrationcontrol.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An answer as it came over the wire. */
record RawAnswer(int status, Map<String, String> headers, String body) {
    static RawAnswer parse(byte[] wire) {
        String text = new String(wire, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.") || end < 0) {
            return new RawAnswer(0, Map.of(), text);
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        String raw = text.substring(end + 4);
        String body = "chunked".equalsIgnoreCase(headers.get("transfer-encoding")) ? unchunked(raw) : raw;
        return new RawAnswer(
                Integer.parseInt(lines[0].substring(9, 12)),
                headers,
                new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static String unchunked(String raw) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (at < raw.length()) {
            int line = raw.indexOf("\r\n", at);
            int size = line < 0
                    ? 0
                    : Integer.parseInt(
                            raw.substring(at, line).replaceAll(";.*", "").strip(), 16);
            if (size == 0) {
                break;
            }
            body.append(raw, line + 2, Math.min(raw.length(), line + 2 + size));
            at = line + 2 + size + 2;
        }
        return body.toString();
    }

    String contentType() {
        return headers.getOrDefault("content-type", "");
    }
}
