package dev.migrationcontrol.gate.limit;

import dev.migrationcontrol.problem.Problem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A problem instead of the empty answer to a head that cannot be read. The HTTP server gives that answer by itself, and the
 * framework leaves no other place to change it (Vert.x 4.5, Quarkus 3.33).
 */
final class HeadProblem {
    private static final int LONGEST = 200;
    private static final Pattern EMPTY = Pattern.compile(
            "(HTTP/1\\.[01] (400|414|431) [^\r\n]*\r\n)((?:[^\r\n]+\r\n)*?)content-length: 0\r\n((?:[^\r\n]+\r\n)*?)\r\n",
            Pattern.CASE_INSENSITIVE);

    private HeadProblem() {}

    static ByteBuf instead(ByteBuf answer) {
        if (answer.readableBytes() > LONGEST || answer.readableBytes() < 20) {
            return answer;
        }
        Matcher empty = EMPTY.matcher(answer.toString(StandardCharsets.US_ASCII));
        if (!empty.matches()) {
            return answer;
        }
        answer.release();
        String body = problem(Integer.parseInt(empty.group(2)));
        return Unpooled.copiedBuffer(
                empty.group(1) + empty.group(3) + empty.group(4) + "content-type: " + Problem.MEDIA_TYPE
                        + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body,
                StandardCharsets.US_ASCII);
    }

    private static String problem(int status) {
        return switch (status) {
            case 414 ->
                problem(
                        status,
                        "address-too-long",
                        "The address is too long",
                        "The first line of a request may have 4096 bytes. Shorten the query.");
            case 431 ->
                problem(
                        status,
                        "head-too-large",
                        "The headers are too large",
                        "The headers of a request may have 20 KB together. Send fewer or shorter ones.");
            default ->
                problem(
                        status,
                        "malformed-request",
                        "The request cannot be read",
                        "The request is not HTTP/1.1. Check its first line, its headers and its length.");
        };
    }

    private static String problem(int status, String slug, String title, String detail) {
        return new JsonObject()
                .put("type", Problem.TYPE_BASE + slug)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .encode();
    }
}
