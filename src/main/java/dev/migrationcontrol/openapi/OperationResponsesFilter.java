package dev.migrationcontrol.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Documents the answers of every request that becomes an operation, which is recognised by its {@code Idempotency-Key};
 * what a resource says itself is kept.
 */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = OperationResponsesFilter.BEFORE_PROBLEMS)
public final class OperationResponsesFilter implements OASFilter {
    /** The higher, the earlier; other filters have 1. */
    static final int BEFORE_PROBLEMS = 2;

    private static final String CONFLICTS =
            " `confirmation-required`: the environment is protected, and the body does not confirm its name."
                    + " `operation-in-progress`: another operation is active, `operationId` names it. `queue-full`: too"
                    + " many wait already. `scripts-unreadable`: the locations cannot be read. `environment-read-only`,"
                    + " `privilege-missing`, `pooler-in-front`: the database cannot be changed through this URL.";

    @Override
    public PathItem filterPathItem(PathItem item) {
        Operation operation = item.getPOST();
        if (operation != null && becomesAnOperation(operation)) {
            complete(operation.getResponses());
            if (isAbout(operation, "environment")) {
                addConflicts(operation.getResponses());
            }
        }
        return item;
    }

    private static boolean becomesAnOperation(Operation operation) {
        return isAbout(operation, "Idempotency-Key");
    }

    private static boolean isAbout(Operation operation, String parameter) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(each -> parameter.equals(each.getName()));
    }

    /** Any work on an environment may be refused for these reasons, after those of its own. */
    private static void addConflicts(APIResponses responses) {
        APIResponse conflict = responses.getAPIResponse("409");
        if (conflict != null) {
            conflict.setDescription(conflict.getDescription() + CONFLICTS);
        }
    }

    private static void complete(APIResponses responses) {
        Map<String, APIResponse> all = new TreeMap<>(common());
        all.putAll(new LinkedHashMap<>(responses.getAPIResponses()));
        responses.setAPIResponses(all);
    }

    private static Map<String, APIResponse> common() {
        return Map.of(
                "200",
                OASFactory.createAPIResponse()
                        .description("The operation has ended within the wait; its state says whether it succeeded.")
                        .content(operation()),
                "202",
                OASFactory.createAPIResponse()
                        .description("The operation is accepted and runs.")
                        .addHeader(
                                "Location",
                                OASFactory.createHeader()
                                        .description("The operation.")
                                        .schema(OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING))))
                        .content(operation()),
                "404",
                OASFactory.createAPIResponse()
                        .description("`unknown-environment`: no environment of this name is configured."),
                "422",
                OASFactory.createAPIResponse()
                        .description("`idempotency-key-reused`: the key was used with another request before."),
                "503",
                OASFactory.createAPIResponse()
                        .description("`environment-unreachable` or `control-database-unavailable`: try again later."));
    }

    private static Content operation() {
        return OASFactory.createContent()
                .addMediaType(
                        "application/json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/Operation")));
    }
}
