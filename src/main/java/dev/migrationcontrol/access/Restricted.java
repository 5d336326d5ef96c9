package dev.migrationcontrol.access;

import dev.migrationcontrol.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A grant allows the change, but something else stands against it. */
public final class Restricted extends Refusal {
    private static final long serialVersionUID = 1L;

    /** @param obstacles at least one; the first one names the problem, and all of them are listed */
    Restricted(Change change, List<Obstacle> obstacles) {
        super(
                obstacles.get(0).slug(),
                obstacles.get(0).status(),
                obstacles.get(0).title(),
                detail(obstacles));
        member("environment", change.environment());
        member("verb", change.verb().id());
        obstacles.get(0).members().forEach(this::member);
        member(
                "reasons",
                obstacles.stream()
                        .map(each -> Map.of("type", each.slug(), "detail", each.detail()))
                        .toList());
    }

    private static String detail(List<Obstacle> obstacles) {
        return obstacles.stream().map(Obstacle::detail).collect(Collectors.joining(" "));
    }
}
