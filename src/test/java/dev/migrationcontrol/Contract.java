package dev.migrationcontrol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The stored OpenAPI document: which answers it knows, by status, media type and the body's schema. */
public final class Contract {
    private static final Path DOCUMENT = Path.of("openapi", "openapi.json");
    private static final String BASE = "https://contract.test/openapi.json";

    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonNode document;
    private final JsonSchemaFactory schemas;

    public Contract() {
        try {
            String text = Files.readString(DOCUMENT);
            document = mapper.readTree(text);
            schemas = JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    factory ->
                            factory.schemaLoaders(loaders -> loaders.schemas(uri -> BASE.equals(uri) ? text : null)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer, as far as the document speaks of it. */
    public record Said(int status, String contentType, String body) {}

    public JsonNode document() {
        return document;
    }

    /** Whether the document has an operation of this method at this path. */
    public boolean knows(String method, String path) {
        return document.at(pointer(method, path)).isObject();
    }

    /** What is wrong with the answer of an operation that the document has; empty when it is as documented. */
    public Optional<String> complaint(String method, String path, Said answer) {
        String responses = pointer(method, path) + "/responses/" + answer.status();
        JsonNode documented = document.at(responses);
        if (documented.isMissingNode()) {
            return Optional.of("the OpenAPI document does not know this status");
        }
        String mediaType = answer.contentType().replaceAll(";.*", "");
        if (mediaType.isEmpty() && documented.path("content").isMissingNode()) {
            return Optional.empty();
        }
        if (documented.path("content").path(mediaType).isMissingNode()) {
            return Optional.of("the OpenAPI document does not know " + mediaType + " for this status");
        }
        if (!mediaType.endsWith("json")) {
            return Optional.empty();
        }
        return mismatch(responses + "/content/" + mediaType.replace("/", "~1") + "/schema", answer.body());
    }

    /** How a request's JSON differs from what the document says of it. */
    public Optional<String> requestComplaint(String method, String path, String json) {
        return mismatch(pointer(method, path) + "/requestBody/content/application~1json/schema", json);
    }

    private Optional<String> mismatch(String pointer, String json) {
        try {
            Set<ValidationMessage> messages =
                    schemas.getSchema(SchemaLocation.of(BASE + "#" + pointer)).validate(mapper.readTree(json));
            return messages.isEmpty() ? Optional.empty() : Optional.of(messages.toString());
        } catch (IOException e) {
            return Optional.of("it is no JSON: " + e.getMessage());
        }
    }

    private String pointer(String method, String path) {
        String template = "";
        int parameters = Integer.MAX_VALUE;
        var names = document.path("paths").fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            int count = name.split("\\{", -1).length;
            if (path.matches(name.replaceAll("\\{[^}]+}", "[^/]+")) && count < parameters) {
                template = name;
                parameters = count;
            }
        }
        return "/paths/" + template.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT);
    }
}
