package dev.migrationcontrol;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class OpenApiDocumentTest {
    private final ObjectMapper mapper = new ObjectMapper();

    /** {@code -Dopenapi.update} writes the stored copy anew instead. */
    @Test
    void theStoredDocumentIsWhatTheCodeSays() throws Exception {
        for (String format : List.of("json", "yaml")) {
            String generated =
                    given().queryParam("format", format).get("/q/openapi").asString();
            Path stored = Path.of("openapi", "openapi." + format);
            if (System.getProperty("openapi.update") != null) {
                Files.writeString(stored, generated);
            }
            assertThat(generated)
                    .as("%s is stale: run the test with -Dopenapi.update and commit the result", stored)
                    .isEqualTo(Files.readString(stored));
        }
    }

    @Test
    void everyOperationParameterAndFieldIsDescribedWithAnExample() throws Exception {
        JsonNode document = mapper.readTree(
                given().queryParam("format", "json").get("/q/openapi").asString());
        List<String> undescribed = new ArrayList<>();
        document.path("paths").fields().forEachRemaining(path -> {
            if (path.getKey().startsWith("/api/")) {
                path.getValue().fields().forEachRemaining(operation -> {
                    String name = operation.getKey() + " " + path.getKey();
                    require(undescribed, operation.getValue(), "summary", name);
                    require(undescribed, operation.getValue(), "description", name);
                    operation.getValue().path("parameters").forEach(parameter -> {
                        require(undescribed, parameter, "description", name + " " + parameter.path("name"));
                    });
                    operation
                            .getValue()
                            .path("responses")
                            .fields()
                            .forEachRemaining(response -> require(
                                    undescribed, response.getValue(), "description", name + " " + response.getKey()));
                });
            }
        });
        document.path("components")
                .path("schemas")
                .fields()
                .forEachRemaining(schema -> schema.getValue()
                        .path("properties")
                        .fields()
                        .forEachRemaining(property -> {
                            String name = schema.getKey() + "." + property.getKey();
                            JsonNode value = property.getValue();
                            if (!value.has("$ref")) {
                                require(undescribed, value, "description", name);
                            }
                            if (isScalar(value)) {
                                require(undescribed, value, "examples", name);
                            }
                        }));
        assertThat(undescribed).isEmpty();
    }

    private static boolean isScalar(JsonNode schema) {
        String type = schema.path("type").toString();
        return schema.has("type")
                && !schema.has("enum")
                && (type.contains("string") || type.contains("integer") || type.contains("boolean"));
    }

    private static void require(List<String> undescribed, JsonNode node, String field, String name) {
        if (!node.hasNonNull(field)) {
            undescribed.add(name + " has no " + field);
        }
    }
}
