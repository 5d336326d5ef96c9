package dev.migrationcontrol.draft;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.schema.SchemaComparison;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** Compares a model with what the migrations build. */
@ApplicationScoped
class ModelChecking {
    private final ModelGround ground;
    private final SchemaComparison comparison;

    ModelChecking(ModelGround ground, SchemaComparison comparison) {
        this.ground = ground;
        this.comparison = comparison;
    }

    /** Compares them. Blocks as long as the scripts run. */
    ModelCheck check(ModelGround.Order order, ModelScope scope)
            throws DraftImpossible, ScratchUnavailable, RunFailure, SQLException {
        return ground.with(
                order,
                built -> ModelCheck.of(
                        comparison
                                .compareObjects(built.head().database(), built.model(), built.hidden())
                                .serious()
                                .stream()
                                .filter(scope::counts)
                                .toList(),
                        built.server().server()));
    }
}
