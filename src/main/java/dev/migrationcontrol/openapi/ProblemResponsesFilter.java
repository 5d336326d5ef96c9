package dev.migrationcontrol.openapi;

import dev.migrationcontrol.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Documents the problems of every endpoint, so that no resource has to repeat the common ones. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ProblemResponsesFilter implements OASFilter {
    private static final String API = "/api/";

    @Override
    public void filterOpenAPI(OpenAPI openapi) {
        if (openapi.getPaths() == null) {
            return;
        }
        addSchema(openapi);
        openapi.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith(API)) {
                item.getOperations().forEach((method, operation) -> complete(path, method, operation));
            }
        });
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        APIResponses responses = operation.getResponses();
        if (hasChoice(responses) && !responses.hasAPIResponse("406")) {
            responses.addAPIResponse(
                    "406",
                    OASFactory.createAPIResponse()
                            .description("`not-acceptable`: none of the accepted media types is available."));
        }
        common(path, method).forEach((status, description) -> {
            if (!responses.hasAPIResponse(status)) {
                responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
            }
        });
        responses.getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.setContent(problem(response));
            }
        });
    }

    /** Whether there is more than one representation; elsewhere it does not matter what the caller accepts. */
    private static boolean hasChoice(APIResponses responses) {
        return responses.getAPIResponses().entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> response.getValue().getContent())
                .anyMatch(content -> content != null && content.getMediaTypes().size() > 1);
    }

    private static Map<String, String> common(String path, PathItem.HttpMethod method) {
        Map<String, String> common = new LinkedHashMap<>();
        common.put("400", "`invalid-request`: a field or parameter is unknown or has a wrong form.");
        if (path.contains("{")) {
            common.put("404", "What the path names does not exist.");
        }
        common.put("403", "`foreign-origin`: a browser sent the request for a page of another site.");
        if (method == PathItem.HttpMethod.POST) {
            common.put("408", "`body-too-slow`: the body did not arrive in time.");
            common.put("413", "`body-too-large`: the body has more than 1 MB.");
            common.put("415", "`unsupported-media-type`: the request has no `Content-Type: application/json`.");
        }
        common.put("421", "`foreign-host`: the service does not answer to the host name of the request.");
        common.put(
                "503",
                "`control-database-unavailable` or `too-busy`: try again after the time that `Retry-After` says.");
        common.put("500", "`internal-error`: a fault of the service; its log has the cause.");
        return common;
    }

    private static Content problem(APIResponse response) {
        Content own = response.getContent();
        if (own != null && own.hasMediaType(Problem.MEDIA_TYPE)) {
            return own;
        }
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/Problem")));
    }

    private static void addSchema(OpenAPI openapi) {
        if (openapi.getComponents() == null) {
            openapi.setComponents(OASFactory.createComponents());
        }
        Map<String, Schema> schemas = openapi.getComponents().getSchemas();
        if (schemas == null || !schemas.containsKey("Problem")) {
            openapi.getComponents().addSchema("Problem", schema());
        }
    }

    private static Schema schema() {
        Schema schema = OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .description("Why a request was not accepted (RFC 9457). Further members depend on the type, see"
                        + " docs/problems.md.")
                .additionalPropertiesBoolean(true);
        property(
                schema, "type", "Stable identifier of the kind of problem.", Problem.TYPE_BASE + "unknown-environment");
        property(schema, "title", "The same for every problem of this type.", "There is no such environment");
        property(schema, "detail", "What is wrong in this case, and how to fix it.", "There is no environment 'prod'.");
        property(schema, "instance", "The path of the request.", "/api/v1/environments/prod/status");
        schema.addProperty(
                "status",
                OASFactory.createSchema()
                        .type(List.of(Schema.SchemaType.INTEGER))
                        .description("The HTTP status.")
                        .addExample(404));
        schema.setRequired(List.of("type", "title", "status", "detail", "instance"));
        return schema;
    }

    private static void property(Schema schema, String name, String description, String example) {
        schema.addProperty(
                name,
                OASFactory.createSchema()
                        .type(List.of(Schema.SchemaType.STRING))
                        .description(description)
                        .addExample(example));
    }
}
