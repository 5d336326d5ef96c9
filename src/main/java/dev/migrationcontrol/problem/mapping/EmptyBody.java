package dev.migrationcontrol.problem.mapping;

import dev.migrationcontrol.problem.InvalidRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An empty body says as much as an empty object; the word {@code null} is neither, and refused. */
@Provider
final class EmptyBody implements ReaderInterceptor {
    private static final byte[] NOTHING_SAID = "{}".getBytes(StandardCharsets.UTF_8);

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        MediaType type = context.getMediaType();
        if (type == null || !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            return context.proceed();
        }
        PushbackInputStream body = new PushbackInputStream(context.getInputStream());
        int first = body.read();
        if (first >= 0) {
            body.unread(first);
        }
        InputStream said = first >= 0 ? body : new ByteArrayInputStream(NOTHING_SAID);
        context.setInputStream(said);
        Object read = context.proceed();
        if (read == null) {
            throw new InvalidRequest("body", "must be a JSON object, not null");
        }
        return read;
    }
}
