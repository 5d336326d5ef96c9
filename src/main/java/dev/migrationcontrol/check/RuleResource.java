package dev.migrationcontrol.check;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.rule.RuleSettings;
import dev.migrationcontrol.rule.book.RuleBook;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answers with the rules on scripts. */
@Path("/api/v1/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Checks", description = "Rules on migration scripts, and checks of scripts before they are merged.")
class RuleResource {
    private final Environments environments;
    private final Access access;

    RuleResource(Environments environments, Access access) {
        this.environments = environments;
        this.access = access;
    }

    @Requires(Verb.VIEW)
    @GET
    @Operation(
            operationId = "listRules",
            summary = "List the rules",
            description = "All rules on scripts, with their severity by the policy of an environment.")
    @APIResponse(
            responseCode = "200",
            description = "The rules.",
            content = @Content(schema = @Schema(implementation = RuleDescription.All.class)))
    @APIResponse(
            responseCode = "404",
            description = "`unknown-environment`: no environment of this name is configured.")
    public RuleDescription.All list(
            @Parameter(description = "The environment whose policy decides.", example = "production")
                    @QueryParam("environment")
                    @Nullable
                    String environment) {
        RuleSettings settings = settings(environment);
        return new RuleDescription.All(RuleBook.all().texts().stream()
                .map(each -> RuleDescription.of(each, settings))
                .toList());
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getRule",
            summary = "Look a rule up",
            description = "Why the rule is there, what to do instead, and an example in both forms.")
    @APIResponse(
            responseCode = "200",
            description = "The rule.",
            content = @Content(schema = @Schema(implementation = RuleDescription.class)))
    @APIResponse(
            responseCode = "404",
            description = "`unknown-rule`: there is no rule of this name. `unknown-environment`: no environment of this"
                    + " name is configured.")
    public RuleDescription get(
            @Parameter(description = "The rule's name.", example = "index-without-concurrently") @PathParam("id")
                    String id,
            @Parameter(description = "The environment whose policy decides.", example = "production")
                    @QueryParam("environment")
                    @Nullable
                    String environment) {
        RuleSettings settings = settings(environment);
        return RuleBook.all()
                .find(id)
                .map(text -> RuleDescription.of(text, settings))
                .orElseThrow(() -> new UnknownRule(id));
    }

    private RuleSettings settings(@Nullable String environment) {
        if (environment == null) {
            return RuleSettings.DEFAULT;
        }
        access.require(Verb.VIEW, environment);
        return RuleSettings.of(environments.require(environment).policy().rules());
    }
}
