package dev.migrationcontrol.gate.limit;

import dev.migrationcontrol.problem.Refusal;

/** A question for the methods of a resource, which the OpenAPI document answers. */
final class MethodRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    MethodRefused() {
        super(
                "method-not-allowed",
                405,
                "The resource does not support this method",
                "Resources of this service accept GET and HEAD, POST or DELETE; /q/openapi says which path accepts which.");
    }
}
