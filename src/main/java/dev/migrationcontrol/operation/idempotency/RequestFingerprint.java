package dev.migrationcontrol.operation.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What makes two requests the same: what is asked for, where, and all fields, in whatever order they were written. */
public final class RequestFingerprint {
    private RequestFingerprint() {}

    public static byte[] of(
            ObjectMapper mapper, String type, @Nullable String environment, Map<String, Object> request) {
        try {
            byte[] fields = mapper.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsBytes(request);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((type + "\n" + environment + "\n").getBytes(StandardCharsets.UTF_8));
            return digest.digest(fields);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
