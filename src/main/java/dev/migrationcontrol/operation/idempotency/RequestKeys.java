package dev.migrationcontrol.operation.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Access;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** Keys of requests that become no operation of their own, but belong to one. */
@Singleton
public final class RequestKeys {
    private final IdempotencyKeyStore keys;
    private final ObjectMapper mapper;
    private final Access access;

    RequestKeys(IdempotencyKeyStore keys, ObjectMapper mapper, Access access) {
        this.keys = keys;
        this.mapper = mapper;
        this.access = access;
    }

    /**
     * Binds a key in the transaction that does what the request asks for. Waits for another one that does the same.
     *
     * @return false when the same request was made with this key before
     * @throws IdempotencyKeyReused when the key came with another request
     */
    public boolean isFirst(
            Connection transaction, IdempotencyKey key, String type, Map<String, Object> request, UUID operation)
            throws SQLException {
        IdempotencyKeyStore.KeyedRequest keyed = new IdempotencyKeyStore.KeyedRequest(
                access.caller().id(), key, RequestFingerprint.of(mapper, type, null, request));
        return keys.bind(transaction, keyed, operation)
                || keys.find(transaction, keyed).isEmpty();
    }
}
