package dev.migrationcontrol.operation.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestFingerprintTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theOrderOfFieldsIsOfNoAccountAtAnyDepth() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("b", 2);
        inner.put("a", 1);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("placeholders", inner);
        request.put("confirm", "x");
        assertThat(of("UPGRADE", "billing", request))
                .isEqualTo(of("UPGRADE", "billing", Map.of("confirm", "x", "placeholders", Map.of("a", 1, "b", 2))))
                .hasSize(64);
    }

    @Test
    void whateverElseDiffersMakesAnotherRequest() {
        Map<String, Object> request = Map.of("targetVersion", "3", "steps", List.of(1, 2));
        assertThat(List.of(
                        of("UPGRADE", "billing", request),
                        of("ROLLBACK", "billing", request),
                        of("UPGRADE", "shop", request),
                        of("UPGRADE", null, request),
                        of("UPGRADE", "billing", Map.of("targetVersion", 3, "steps", List.of(1, 2))),
                        of("UPGRADE", "billing", Map.of("targetVersion", "3", "steps", List.of(2, 1))),
                        of("UPGRADE", "billing", Map.of("targetVersion", "3")),
                        of("UPGRADE", "billing", Map.of())))
                .doesNotHaveDuplicates();
    }

    @Test
    void aFieldThatIsNullIsNotTheSameAsNone() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("reason", null);
        assertThat(of("UPGRADE", "billing", request)).isNotEqualTo(of("UPGRADE", "billing", Map.of()));
    }

    private static String of(String type, @Nullable String environment, Map<String, Object> request) {
        return HexFormat.of().formatHex(RequestFingerprint.of(JSON, type, environment, request));
    }
}
