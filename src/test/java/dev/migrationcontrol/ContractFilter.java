package dev.migrationcontrol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Holds every response against the stored OpenAPI document: its status, its media type and its body's schema. */
final class ContractFilter implements Filter {
    static final Path DOCUMENT = Path.of("openapi", "openapi.json");
    private static final String BASE = "https://contract.test/openapi.json";

    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonNode document;
    private final JsonSchemaFactory schemas;

    ContractFilter() {
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

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        Response response = context.next(request, specification);
        String path = request.getUserDefinedPath().replaceAll("\\?.*", "");
        if (path.startsWith("/api/")
                && response.statusCode() != 405
                && document.at(pointer(path, request)).isObject()) {
            check(path, request, response);
        }
        return response;
    }

    private void check(String path, FilterableRequestSpecification request, Response response) {
        String responses = pointer(path, request) + "/responses/" + response.statusCode();
        String what = request.getMethod() + " " + path + " answered " + response.statusCode();
        JsonNode documented = document.at(responses);
        if (documented.isMissingNode()) {
            throw new AssertionError(what + ", which the OpenAPI document does not know");
        }
        String mediaType = response.contentType().replaceAll(";.*", "");
        JsonNode content = documented.path("content").path(mediaType);
        if (content.isMissingNode()) {
            throw new AssertionError(what + " as " + mediaType + ", which the OpenAPI document does not know");
        }
        if (!mediaType.endsWith("json")) {
            return;
        }
        String schema = BASE + "#" + responses + "/content/" + mediaType.replace("/", "~1") + "/schema";
        Set<ValidationMessage> messages = validate(schema, response.asString());
        if (!messages.isEmpty()) {
            throw new AssertionError(what + " with " + response.asString() + "\nbut: " + messages);
        }
    }

    private Set<ValidationMessage> validate(String location, String body) {
        try {
            JsonSchema schema = schemas.getSchema(SchemaLocation.of(location));
            return schema.validate(mapper.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String pointer(String path, FilterableRequestSpecification request) {
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
        return "/paths/" + template.replace("/", "~1") + "/"
                + request.getMethod().toLowerCase(Locale.ROOT);
    }
}
