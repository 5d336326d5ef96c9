package dev.migrationcontrol.token;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.problem.InvalidRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tokens of callers. */
@Path("/api/v1/access/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class TokenResource {
    private static final String EXAMPLE_ID = "k3vq7m2xw4ta";

    private final Tokens tokens;
    private final Clock clock;

    TokenResource(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Tokens that the caller may see. */
    @Schema(name = "TokenList", description = "The tokens that the caller may see, the newest first.")
    record Page(@Schema(description = "The tokens.") List<TokenDescription> items) {}

    /** A token that was just made. */
    @Schema(name = "NewToken", description = "A token that was just made; the only answer that ever holds it.")
    record Secret(
            @Schema(description = "Keep it safe: it is not shown again.", examples = "mct_k3vq7m2xw4ta_…")
            String secret,

            @Schema(description = "What is known of it.") TokenDescription token) {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Operation(
            operationId = "listTokens",
            summary = "List tokens",
            description =
                    "Tokens that the caller made, and those for environments that it administers. They are listed for"
                            + " 30 days after their end.")
    @APIResponse(responseCode = "200", description = "The tokens.")
    public Page list() {
        return new Page(tokens.list().stream()
                .map(each -> TokenDescription.of(each, clock.instant()))
                .toList());
    }

    @Requires(Verb.VIEW)
    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createToken",
            summary = "Make a token",
            description =
                    "The answer holds the token, this once. It may do at most what the grants of the caller give, also"
                            + " later. Since the service does not keep it, the request takes no `Idempotency-Key`.")
    @APIResponse(
            responseCode = "201",
            description = "The token.",
            content = @Content(schema = @Schema(implementation = Secret.class)))
    @APIResponse(
            responseCode = "403",
            description =
                    "`token-exceeds-grants`: it would give more than the caller has; `no-tokens-of-this-caller`: jobs"
                            + " of pipelines and stored tokens make none; `forbidden`; `foreign-origin`.")
    @APIResponse(
            responseCode = "409",
            description = "`too-many-tokens`: two of a name, 100 of a caller or 1000 in all are live; `access-open`: no"
                    + " access is configured, so a token would keep nobody off.")
    public Response make(
            @Parameter(hidden = true) @HeaderParam("Idempotency-Key") @Nullable String key,
            @RequestBody(
                            description = "What it is for.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = TokenRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "a token for one environment",
                                                            value = "{\"name\":\"nightly\",\"scopes\":[{\"role\":"
                                                                    + "\"operator\",\"environments\":[\"test\"]}]}")))
                    @Nullable
                    TokenRequest request) {
        if (key != null) {
            throw new InvalidRequest(
                    "Idempotency-Key",
                    "cannot be used here: the token is not kept, so a repeated request could not get it. Leave it out,"
                            + " and revoke a token whose answer was lost");
        }
        Tokens.Made made = tokens.make(request == null ? new TokenRequest(null, null, null) : request);
        return Response.status(Response.Status.CREATED)
                .header(
                        HttpHeaders.LOCATION,
                        "/api/v1/access/tokens/" + made.token().id())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new Secret(made.text().text(), TokenDescription.of(made.token(), clock.instant())))
                .build();
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("/{token}")
    @Blocking
    @Operation(
            operationId = "getToken",
            summary = "Show a token",
            description = "What is known of it; never the token itself.")
    @APIResponse(responseCode = "200", description = "The token.")
    @APIResponse(responseCode = "404", description = "`unknown-token`: there is none of this id, or it is not yours.")
    public TokenDescription get(
            @Parameter(description = "The token's id.", example = EXAMPLE_ID) @PathParam("token") String id) {
        return TokenDescription.of(tokens.require(id), clock.instant());
    }

    @Requires(Verb.VIEW)
    @DELETE
    @Path("/{token}")
    @Blocking
    @Operation(
            operationId = "revokeToken",
            summary = "Revoke a token",
            description = "No replica takes it any more after 5 seconds. Its maker, itself, and administrators of its"
                    + " environments may do so; to revoke it again changes nothing.")
    @APIResponse(responseCode = "204", description = "It is revoked.")
    @APIResponse(responseCode = "404", description = "`unknown-token`: there is none of this id, or it is not yours.")
    public void revoke(
            @Parameter(description = "The token's id.", example = EXAMPLE_ID) @PathParam("token") String id) {
        tokens.revoke(id);
    }
}
