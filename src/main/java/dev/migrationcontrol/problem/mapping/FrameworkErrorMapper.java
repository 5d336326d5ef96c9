package dev.migrationcontrol.problem.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.migrationcontrol.problem.CallerGone;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what the framework throws with problems: routing, negotiation, validation, and bugs. */
final class FrameworkErrorMapper {
    private static final Logger LOG = Logger.getLogger(FrameworkErrorMapper.class);

    @ServerExceptionMapper
    Response map(WebApplicationException e, @Context UriInfo uri) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return ProblemResponses.of(Problem.of(JsonErrorMapper.refusal(json), ProblemResponses.instance(uri)));
        }
        int status = e.getResponse().getStatus();
        HttpProblem problem = HttpProblem.of(status);
        Response response = ProblemResponses.of(
                Problem.of(problem.slug(), status, problem.title(), problem.detail(), ProblemResponses.instance(uri)));
        String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? response
                : Response.fromResponse(response)
                        .header(HttpHeaders.ALLOW, allow)
                        .build();
    }

    @ServerExceptionMapper
    Response map(ConstraintViolationException e, @Context UriInfo uri) {
        List<InvalidRequest.Violation> violations = e.getConstraintViolations().stream()
                .map(violation -> new InvalidRequest.Violation(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(InvalidRequest.Violation::field))
                .toList();
        return ProblemResponses.of(Problem.of(new InvalidRequest(violations), ProblemResponses.instance(uri)));
    }

    @ServerExceptionMapper
    Response map(CallerGone e, @Context UriInfo uri) {
        LOG.debugf("A caller's connection broke within a body for %s: %s", uri.getPath(), e.getMessage());
        return Response.status(Response.Status.BAD_REQUEST).build();
    }

    @ServerExceptionMapper
    Response map(Throwable e, @Context UriInfo uri) {
        LOG.errorf(e, "%s failed", ProblemResponses.instance(uri));
        HttpProblem problem = HttpProblem.of(500);
        return ProblemResponses.of(
                Problem.of(problem.slug(), 500, problem.title(), problem.detail(), ProblemResponses.instance(uri)));
    }

    private static String field(ConstraintViolation<?> violation) {
        String name = "";
        for (Path.Node node : violation.getPropertyPath()) {
            name = String.valueOf(node.getName());
        }
        return name;
    }
}
