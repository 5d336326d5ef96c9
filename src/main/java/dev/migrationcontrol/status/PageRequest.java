package dev.migrationcontrol.status;

import dev.migrationcontrol.problem.InvalidRequest;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which part of a list a request asks for. */
class PageRequest {
    private static final int MOST = 200;

    @Parameter(
            description = "How many items a page holds at most.",
            example = "50",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "200"))
    @QueryParam("pageSize")
    @Nullable
    String pageSize;

    @Parameter(description = "The nextPageToken of the page before; the first page without it.", example = "NTA")
    @QueryParam("pageToken")
    @Nullable
    String pageToken;

    /** The page of this list, or the refusal of a parameter that cannot be used. */
    <T> Page<T> of(List<T> all) {
        int from = Math.min(offset(), all.size());
        int to = Math.min(from + size(), all.size());
        return new Page<>(all.subList(from, to), to < all.size() ? token(to) : null);
    }

    private int size() {
        int size = pageSize == null ? MOST : number(pageSize);
        if (size < 1 || size > MOST) {
            throw new InvalidRequest("pageSize", "must be a number from 1 to " + MOST);
        }
        return size;
    }

    private int offset() {
        int offset = pageToken == null ? 0 : number(decoded(pageToken));
        if (offset < 0) {
            throw new InvalidRequest("pageToken", "must be the nextPageToken of an answer");
        }
        return offset;
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static String token(int offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Integer.toString(offset).getBytes(StandardCharsets.US_ASCII));
    }

    /** The number, or -1 where it is none. */
    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
