package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import jakarta.ws.rs.HeaderParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The headers that every request for work understands. */
public final class CallHeaders {
    @Parameter(
            description = "`wait=30` waits up to 30 seconds for the end (RFC 7240), 300 at most.",
            example = "wait=30",
            schema = @Schema(type = SchemaType.STRING))
    @HeaderParam("Prefer")
    @Nullable
    List<String> prefer;

    @Parameter(
            description = "Names the request: the same key with the same body answers with the operation that the first"
                    + " request became, for at least 24 hours. Up to 255 visible ASCII characters. A refused request"
                    + " does not use the key.",
            example = "8e03978e-40d5-43e8-bc93-6894a57f9324")
    @HeaderParam("Idempotency-Key")
    @Nullable
    String idempotencyKey;

    List<String> prefer() {
        return prefer == null ? List.of() : prefer;
    }

    /**
     * The key of the request; null when it has none.
     *
     * @throws dev.migrationcontrol.problem.InvalidRequest when it is no key
     */
    public @Nullable IdempotencyKey key() {
        return IdempotencyKey.parse(idempotencyKey);
    }
}
