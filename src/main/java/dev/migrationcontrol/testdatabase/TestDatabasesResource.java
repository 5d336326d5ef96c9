package dev.migrationcontrol.testdatabase;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.problem.RequestId;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

/** Leases test databases, lists them, and takes them back. */
@Path("/api/v1/test-databases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Test databases", description = "Migrated databases for tests in any language.")
class TestDatabasesResource {
    private final TestDatabases databases;

    TestDatabasesResource(TestDatabases databases) {
        this.databases = databases;
    }

    /** All leases. */
    @Schema(name = "TestDatabases", description = "The leased databases of the environments that the caller may view.")
    record All(
            @Schema(description = "The databases, the oldest first.")
            List<TestDatabaseDescription> items) {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Operation(
            operationId = "listTestDatabases",
            summary = "List test databases",
            description = "Those that are leased now, of the environments that the caller may view.")
    @APIResponse(responseCode = "200", description = "The databases.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public All list() {
        return new All(databases.list());
    }

    @Requires(Verb.PLAN)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            operationId = "leaseTestDatabase",
            summary = "Lease a test database",
            description =
                    "Makes a database with all migrations of an environment for tests, next to the environment's own,"
                            + " which is not touched. The first takes as long as the migrations run; the others are copies."
                            + " It is dropped when it is returned, or when its time is over. The `url` has no password:"
                            + " it is that of the environment's user.")
    @APIResponse(
            responseCode = "201",
            description = "The database is there.",
            content = @Content(schema = @Schema(implementation = TestDatabaseDescription.class)))
    @APIResponse(
            responseCode = "404",
            description = "`unknown-environment`: no environment of this name is configured.")
    @APIResponse(
            responseCode = "409",
            description =
                    "`not-for-tests`: the environment is not one for tests. `too-many-test-databases`: as many are"
                            + " leased as there may be. `test-database-unavailable`: the migrations do not run on an empty"
                            + " database. `scripts-unreadable`: the scripts of the environment cannot be read.")
    @APIResponse(
            responseCode = "503",
            description =
                    "`test-database-unavailable`: the server cannot be used, or the role may not create databases."
                            + " `control-database-unavailable`: try again later.")
    public Response lease(
            @RequestBody(
                            description = "What to lease, and for how long.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = TestDatabaseRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "test",
                                                            value =
                                                                    "{\"environment\":\"test\",\"timeToLive\":\"PT30M\"}")))
                    @Nullable
                    TestDatabaseRequest request) {
        return Response.status(Response.Status.CREATED)
                .entity(databases.lease(request == null ? TestDatabaseRequest.NOTHING_SAID : request))
                .build();
    }

    @Requires(Verb.PLAN)
    @DELETE
    @Path("/{id}")
    @Blocking
    @Operation(
            operationId = "returnTestDatabase",
            summary = "Return a test database",
            description = "Drops it before its time, with the sessions that are still in it.")
    @APIResponse(responseCode = "204", description = "It is dropped.")
    @APIResponse(
            responseCode = "404",
            description = "`unknown-test-database`: no test database with this id is leased.")
    @APIResponse(
            responseCode = "503",
            description = "`test-database-unavailable`: it cannot be dropped now, and is when its time is over."
                    + " `control-database-unavailable`: try again later.")
    public void giveBack(
            @Parameter(description = "The database's id.", example = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
                    @PathParam("id")
                    String id) {
        databases.giveBack(RequestId.parse("id", id, "a test database"));
    }
}
