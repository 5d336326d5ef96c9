package dev.migrationcontrol.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides by grants alone. Pure. */
final class Decisions {
    private Decisions() {}

    static Decision of(Caller caller, Verb verb, @Nullable String environment, Instant now) {
        Optional<Grant> grant = caller.allowing(verb, environment, now);
        return new Decision(
                verb.id(),
                environment,
                grant.isPresent(),
                grant.map(Grant::name).orElse(null),
                Role.allowing(verb),
                grant.isPresent() ? List.of() : reasons(caller, verb, environment, now));
    }

    /** A decision by grants, and what else stands against it. */
    static Decision restricted(Decision decision, List<Obstacle> obstacles) {
        List<String> reasons = new ArrayList<>(decision.reasons());
        obstacles.forEach(each -> reasons.add(each.detail()));
        return new Decision(
                decision.verb(),
                decision.environment(),
                decision.allowed() && obstacles.isEmpty(),
                decision.grant(),
                decision.roles(),
                reasons);
    }

    private static List<String> reasons(Caller caller, Verb verb, @Nullable String environment, Instant now) {
        if (caller.grants().isEmpty()) {
            return List.of("The caller has no grant: to be recognised implies nothing.");
        }
        List<String> reasons = new ArrayList<>();
        for (Grant grant : caller.grants()) {
            if (grant.isOver(now)) {
                reasons.add("The grant " + grant.name() + " ended at " + grant.until() + ".");
            } else if (!grant.covers(environment)) {
                reasons.add("The grant " + grant.name() + " does not cover " + environment + ".");
            } else {
                reasons.add("The grant " + grant.name() + " gives "
                        + grant.role().id() + ", which does not include " + verb.id() + ".");
            }
        }
        return reasons;
    }
}
