package dev.migrationcontrol.plan;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A plan that is made as an operation.
 *
 * @param caller who asked for it
 * @param owner who answers for the caller
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AcceptedPlan(PlanRequest asked, String caller, String owner) {}
