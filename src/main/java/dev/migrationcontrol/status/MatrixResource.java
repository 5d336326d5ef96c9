package dev.migrationcontrol.status;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.problem.InvalidRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Environments next to each other. */
@Path("/api/v1/matrix")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Environments")
class MatrixResource {
    private static final int OLDEST_SECONDS = 60;

    private final Access access;
    private final Matrices matrices;

    MatrixResource(Access access, Matrices matrices) {
        this.access = access;
        this.matrices = matrices;
    }

    @Requires(Verb.VIEW)
    @GET
    @Operation(
            operationId = "getMatrix",
            summary = "Compare all environments",
            description =
                    "Every migration with its state in every environment that the caller may view. An environment that"
                            + " does not answer delays no other, and nothing is known of its migrations.")
    @APIResponse(responseCode = "200", description = "A page of the matrix.")
    public Uni<Matrix> get(
            @Parameter(
                            description =
                                    "`differences` leaves out what is applied in every environment that answers, but"
                                            + " for the newest migrations; `all` leaves out nothing, and is the default.",
                            example = "differences")
                    @QueryParam("show")
                    @Nullable
                    String show,
            @Parameter(
                            description =
                                    "So many seconds ago, at most 60, an environment may have been looked at, provided"
                                            + " that no operation and no script has changed anything since;"
                                            + " `checkedAt` says when it was. By default each one is looked at now.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "60"),
                            example = "5")
                    @QueryParam("maximumAge")
                    @Nullable
                    String maximumAge,
            @Parameter(
                            description =
                                    "An environment whose look is older than `maximumAge`, but not older than so many"
                                            + " seconds, at most 60, is answered with that look at once, while a new"
                                            + " one begins. An operation or a script that has changed something since"
                                            + " makes the answer wait for the new one. By default every answer waits.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "60"),
                            example = "60")
                    @QueryParam("meanwhileAge")
                    @Nullable
                    String meanwhileAge,
            @BeanParam PageRequest page) {
        boolean all = all(show);
        Matrices.Ages ages = new Matrices.Ages(age("maximumAge", maximumAge), age("meanwhileAge", meanwhileAge));
        page.of(List.of());
        return matrices.known(access.environments(), ages).map(known -> matrix(known, all, page));
    }

    private static Duration age(String name, @Nullable String seconds) {
        if (seconds == null) {
            return Duration.ZERO;
        }
        if (!seconds.matches("[0-9]{1,2}") || Integer.parseInt(seconds) > OLDEST_SECONDS) {
            throw new InvalidRequest(name, "must be a number of seconds from 0 to " + OLDEST_SECONDS);
        }
        return Duration.ofSeconds(Integer.parseInt(seconds));
    }

    private static Matrix matrix(List<MatrixRows.Known> known, boolean all, PageRequest page) {
        List<Matrix.Row> rows = MatrixRows.of(known);
        MatrixRows.Folded folded = all ? new MatrixRows.Folded(rows, null) : MatrixRows.fold(rows, known);
        Page<Matrix.Row> shown = page.of(folded.shown());
        return new Matrix(
                known.stream()
                        .map(each -> Matrix.Column.of(each.status(), each.isProtected()))
                        .toList(),
                shown.items(),
                folded.fold(),
                rows.size(),
                shown.nextPageToken());
    }

    private static boolean all(@Nullable String show) {
        if (show == null || show.equals("all")) {
            return true;
        }
        if (!show.equals("differences")) {
            throw new InvalidRequest("show", "must be differences or all");
        }
        return false;
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("/csv")
    @Produces("text/csv")
    @Operation(
            operationId = "getMatrixAsCsv",
            summary = "Compare all environments, as CSV",
            description = "One line a migration, one column an environment, for spreadsheets (RFC 4180).")
    @APIResponse(
            responseCode = "200",
            description = "All rows of the matrix.",
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(implementation = String.class),
                            examples =
                                    @ExampleObject(
                                            name = "two environments",
                                            value = "version,description,script,test,production\r\n"
                                                    + "42,add customers,V42__add_customers.sql,SUCCESS,PENDING\r\n")))
    public Uni<String> csv() {
        return matrices.known(access.environments(), Matrices.Ages.NOW).map(MatrixCsv::of);
    }
}
