package dev.migrationcontrol.problem.mapping;

import dev.migrationcontrol.problem.Problem;
import dev.migrationcontrol.problem.Refusal;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers a refusal with the problem that it describes. */
final class RefusalMapper {
    @ServerExceptionMapper
    Response map(Refusal refusal, @Context UriInfo uri) {
        return ProblemResponses.of(Problem.of(refusal, ProblemResponses.instance(uri)));
    }
}
