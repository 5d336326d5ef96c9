package dev.migrationcontrol.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A request whose content cannot be used: unknown or contradicting fields, values of a wrong form. */
public final class InvalidRequest extends Refusal {
    private static final long serialVersionUID = 1L;

    /** One thing that is wrong with a request. */
    @Schema(description = "One thing that is wrong with a request.")
    public record Violation(
            @Schema(description = "The field or parameter.", examples = "targetVersion")
            String field,

            @Schema(description = "What is wrong and what to write instead.", examples = "must be a version like 1.2")
            String message) {}

    public InvalidRequest(List<Violation> violations) {
        super(
                "invalid-request",
                400,
                "The request is not valid",
                violations.stream()
                        .map(violation -> violation.field() + " " + violation.message())
                        .collect(Collectors.joining("; ")));
        member("violations", List.copyOf(violations));
    }

    public InvalidRequest(String field, String message) {
        this(List.of(new Violation(field, message)));
    }
}
