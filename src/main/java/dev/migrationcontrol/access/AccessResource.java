package dev.migrationcontrol.access;

import dev.migrationcontrol.problem.InvalidRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Says who the caller is, and what it may do. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access", description = "Who the caller is, and what it may do.")
class AccessResource {
    private final Access access;
    private final Restrictions restrictions;

    AccessResource(Access access, Restrictions restrictions) {
        this.access = access;
        this.restrictions = restrictions;
    }

    /** The caller, as it is known here. */
    @Schema(name = "Me", description = "The caller of the request.")
    record Me(
            @Schema(description = "What operations and the journal name.", examples = "token|ci")
            String caller,

            @Schema(description = "How the caller was recognised.", examples = "api-token:ci")
            String authentication,

            @Schema(description = "What was granted.") List<GrantDescription> grants) {}

    /** A grant of the caller. */
    @Schema(name = "Grant", description = "A role on environments.")
    record GrantDescription(
            @Schema(description = "Its name in the configuration.", examples = "ci")
            String name,

            @Schema(description = "The role.", examples = "deployer")
            String role,

            @Schema(description = "The environments; `*` for all.", examples = "[\"test\"]")
            List<String> environments,

            @Schema(description = "When it ends; null for never.", examples = "2027-01-31T00:00:00Z") @Nullable
            Instant until) {
        static GrantDescription of(Grant grant) {
            return new GrantDescription(
                    grant.name(),
                    grant.role().id(),
                    grant.environments().stream().sorted().toList(),
                    grant.until());
        }
    }

    @GET
    @Path("/me")
    @ForEveryCaller
    @Operation(
            operationId = "getMe",
            summary = "Say who I am",
            description = "The caller of this request, how it was recognised, and its grants.")
    public Me me() {
        Caller caller = access.caller();
        return new Me(
                caller.id(),
                caller.authentication(),
                caller.grants().stream().map(GrantDescription::of).toList());
    }

    @GET
    @Path("/access/decisions")
    @ForEveryCaller
    @Blocking
    @Operation(
            operationId = "decideAccess",
            summary = "Ask whether I may do something",
            description =
                    "Whether the caller of this request may do it now, by which grant, or every reason why not: its grants,"
                            + " freezes, and for an upgrade to the latest version what earlier environments have not applied.")
    public Decision decide(
            @Parameter(description = "The environment; left out for what belongs to none.", example = "production")
                    @QueryParam("environment")
                    @Nullable
                    String environment,
            @Parameter(description = "What is to be done.", example = "rollback", required = true)
                    @QueryParam("verb")
                    @Nullable
                    String verb) {
        Verb asked = Verb.find(String.valueOf(verb))
                .orElseThrow(() -> new InvalidRequest("verb", "must be one of " + Arrays.toString(Verb.values())));
        if (environment != null) {
            access.require(Verb.VIEW, environment);
        }
        Decision decision = access.decide(asked, environment);
        return environment == null
                ? decision
                : Decisions.restricted(decision, restrictions.against(new Change(asked, environment, Map.of())));
    }
}
