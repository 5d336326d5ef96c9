package dev.migrationcontrol.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Describes once what several requests, answers and paths have in common; what a record says itself is kept. */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = OperationResponsesFilter.BEFORE_PROBLEMS)
public final class SharedTextsFilter implements OASFilter {
    private static final Map<String, String> OF_REQUESTS = Map.of(
            "reason",
            "The reason, which is kept with the operation; at most 500 characters.",
            "confirm",
            "The environment's own name, as a confirmation. A protected environment is changed only with it; another name"
                    + " is always refused.",
            "lockTimeout",
            "How long a statement waits for a lock (ISO 8601); the default is what the policy says.",
            "statementTimeout",
            "How long one statement may run (ISO 8601); the default is what the policy says.");

    @Override
    public Parameter filterParameter(Parameter parameter) {
        if (parameter.getIn() == Parameter.In.PATH
                && "environment".equals(parameter.getName())
                && parameter.getDescription() == null) {
            parameter.description("The environment's name.").example("production");
        }
        return parameter;
    }

    @Override
    public void filterOpenAPI(OpenAPI openapi) {
        if (openapi.getComponents() == null || openapi.getComponents().getSchemas() == null) {
            return;
        }
        Map<String, Schema> schemas = openapi.getComponents().getSchemas();
        schemas.forEach((name, schema) -> {
            if (name.endsWith("Request") && schema.getProperties() != null) {
                schema.getProperties().forEach((field, property) -> describe(property, OF_REQUESTS.get(field)));
            }
        });
        copy(schemas.get("Operation"), schemas.get("OperationSummary"));
    }

    private static void describe(Schema property, @Nullable String text) {
        if (property.getDescription() == null && text != null) {
            property.setDescription(text);
        }
    }

    /** The fields of a summary mean what they mean in the whole. */
    private static void copy(@Nullable Schema whole, @Nullable Schema summary) {
        if (whole == null || summary == null) {
            return;
        }
        summary.getProperties().forEach((field, property) -> {
            Schema same = whole.getProperties().get(field);
            if (same != null && property.getDescription() == null) {
                property.setDescription(same.getDescription());
                property.setExamples(same.getExamples());
            }
        });
    }
}
