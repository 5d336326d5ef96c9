package dev.migrationcontrol.adoption;

import dev.migrationcontrol.problem.Refusal;

/** A step of a consolidation may not be taken; the obstacle names the type of the problem. */
final class ConsolidationRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    ConsolidationRefused(Obstacle obstacle) {
        super(obstacle.slug(), 409, obstacle.title(), obstacle.detail());
    }
}
