package dev.migrationcontrol.problem.mapping;

import java.util.Map;

/** What the service says of an error that has no refusal of its own. */
record HttpProblem(String slug, String title, String detail) {
    private static final HttpProblem OTHER = new HttpProblem(
            "http-error", "The request was not accepted", "The status says why; see the documentation of the API.");

    private static final Map<Integer, HttpProblem> KNOWN = Map.of(
            400,
            new HttpProblem(
                    "malformed-request",
                    "The request cannot be read",
                    "The body is not JSON of the documented form, or a parameter has a wrong type."),
            404,
            new HttpProblem(
                    "not-found",
                    "There is no such resource",
                    "No resource has this path; /q/swagger-ui lists all of them."),
            405,
            new HttpProblem(
                    "method-not-allowed",
                    "The resource does not support this method",
                    "The Allow header, or /q/swagger-ui, says which methods this path has."),
            406,
            new HttpProblem(
                    "not-acceptable", "None of the accepted media types is available", "Ask for application/json."),
            415,
            new HttpProblem(
                    "unsupported-media-type",
                    "The body's media type is not understood",
                    "Send the body as application/json, with that Content-Type, or as another type that the operation names."),
            500,
            new HttpProblem(
                    "internal-error",
                    "The service failed",
                    "This is a fault of the service, not of the request; its log has the cause."));

    static HttpProblem of(int status) {
        return KNOWN.getOrDefault(status, OTHER);
    }
}
