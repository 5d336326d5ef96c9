package dev.migrationcontrol.freeze;

import dev.migrationcontrol.access.Change;
import dev.migrationcontrol.access.Obstacle;
import dev.migrationcontrol.access.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which freezes stand against a change: any that denies it, and several that allow are one permission. Pure. */
final class FreezeRule {
    private FreezeRule() {}

    static List<Obstacle> against(Change change, List<Freeze> freezes, Instant now) {
        if (!change.isChange() || change.breaksGlass()) {
            return List.of();
        }
        List<Freeze> covering = freezes.stream()
                .filter(each -> each.covers(change.environment()))
                .filter(each -> change.verb() != Verb.ROLLBACK || !each.rollback())
                .toList();
        List<Obstacle> obstacles = new ArrayList<>();
        for (Freeze freeze : covering) {
            if (freeze.kind() == Freeze.Kind.DENY) {
                freeze.window().at(now).ifPresent(span -> obstacles.add(denied(change, freeze, span.end())));
            }
        }
        List<Freeze> allowing = covering.stream()
                .filter(each -> each.kind() == Freeze.Kind.ALLOW)
                .toList();
        if (!allowing.isEmpty()
                && allowing.stream().allMatch(each -> each.window().at(now).isEmpty())) {
            obstacles.add(outside(change, allowing, now));
        }
        return obstacles;
    }

    private static Obstacle denied(Change change, Freeze freeze, Instant until) {
        return frozen(
                "The freeze " + freeze.name() + " keeps " + change.environment() + " from being changed until " + until
                        + (freeze.reason() == null ? "." : ": " + freeze.reason() + "."),
                freeze.name(),
                Optional.of(until));
    }

    private static Obstacle outside(Change change, List<Freeze> allowing, Instant now) {
        Optional<Instant> next = allowing.stream()
                .flatMap(each -> each.window().next(now).stream())
                .min(Comparator.naturalOrder());
        List<String> names = allowing.stream().map(Freeze::name).toList();
        return frozen(
                change.environment() + " is changed only in the times of " + String.join(", ", names)
                        + next.map(each -> "; the next one begins at " + each + ".")
                                .orElse("; none follows."),
                names.get(0),
                next);
    }

    private static Obstacle frozen(String detail, String freeze, Optional<Instant> until) {
        Map<String, Object> members = new HashMap<>(Map.of("freeze", freeze));
        until.ifPresent(each -> members.put("until", each));
        return new Obstacle("frozen", 403, "The environment is frozen", detail, members);
    }
}
