package dev.migrationcontrol.promotion;

import static dev.migrationcontrol.planner.refusal.PlanResult.Obstacle.NOT_PROMOTED;
import static dev.migrationcontrol.planner.refusal.PlanResult.Obstacle.PROMOTION_UNKNOWN;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Obstacle;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.PromotionPolicy;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.probe.DatabaseProbe;
import dev.migrationcontrol.probe.Observation;
import dev.migrationcontrol.script.Scripts;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks at the earlier environments of one that is to be upgraded. */
@Singleton
public final class Promotions {
    private static final int MOST_NAMED = 20;

    private final Environments environments;
    private final DatabaseProbe probe;
    private final Access access;
    private final Clock clock;

    Promotions(Environments environments, DatabaseProbe probe, Access access, Clock clock) {
        this.environments = environments;
        this.probe = probe;
        this.access = access;
        this.clock = clock;
    }

    /**
     * What stands against these runs: scripts that an earlier environment has not applied with the same content. Asks
     * the earlier environments themselves, now. Blocks.
     *
     * @param scripts that the runs are of
     */
    public List<Obstacle> against(Environment environment, List<ScriptRun> runs, Scripts scripts) {
        List<Obstacle> obstacles = new ArrayList<>();
        if (!runs.isEmpty()) {
            for (String earlier : environment.policy().promotion().after()) {
                obstacles.addAll(against(environment, environments.require(earlier), runs, scripts));
            }
        }
        return obstacles;
    }

    /** The plan, unless an earlier environment has not applied what it would run. Blocks. */
    public PlanResult check(PlanResult plan, Environment environment, Scripts scripts) {
        if (!(plan instanceof PlanResult.Ready ready)) {
            return plan;
        }
        List<Obstacle> obstacles = against(environment, ready.runs(), scripts);
        if (obstacles.isEmpty()) {
            return plan;
        }
        return new PlanResult.Blocked(
                obstacles.get(0).slug().equals(NOT_PROMOTED.slug()) ? NOT_PROMOTED : PROMOTION_UNKNOWN,
                obstacles.stream().map(Obstacle::detail).collect(Collectors.joining(" ")),
                List.of(),
                List.of());
    }

    private List<Obstacle> against(
            Environment environment, Environment earlier, List<ScriptRun> runs, Scripts scripts) {
        PromotionPolicy policy = environment.policy().promotion();
        Observation observation = probe.observe(earlier.onPrimary()).await().indefinitely();
        if (!(observation instanceof Observation.Reachable reachable)) {
            return List.of(unknown(environment, earlier, ((Observation.Unreachable) observation).reason()));
        }
        if (!reachable.defects().isEmpty()) {
            return List.of(
                    unknown(environment, earlier, reachable.defects().get(0).detail()));
        }
        List<PromotionRule.Missing> missing =
                PromotionRule.missing(runs, scripts, reachable.history(), policy.within(), clock.instant());
        return missing.isEmpty() ? List.of() : List.of(notPromoted(environment, earlier, missing));
    }

    private Obstacle unknown(Environment environment, Environment earlier, String why) {
        boolean named = access.mayName(earlier.name());
        return new Obstacle(
                PROMOTION_UNKNOWN.slug(),
                503,
                PROMOTION_UNKNOWN.title(),
                environment.name() + " is upgraded after " + name(earlier) + ", which cannot be asked now"
                        + (named ? ": " + why : "; its status says why."),
                Map.of("after", name(earlier)));
    }

    /** One that the caller may not view has no name. */
    private String name(Environment earlier) {
        return access.mayName(earlier.name()) ? earlier.name() : "an earlier environment";
    }

    private Obstacle notPromoted(Environment environment, Environment earlier, List<PromotionRule.Missing> missing) {
        Map<String, List<String>> byReason = missing.stream()
                .collect(Collectors.groupingBy(
                        PromotionRule.Missing::why,
                        LinkedHashMap::new,
                        Collectors.mapping(PromotionRule.Missing::script, Collectors.toList())));
        String named = byReason.entrySet().stream()
                .map(each -> each.getKey() + ": " + listed(each.getValue()))
                .collect(Collectors.joining(" "));
        return new Obstacle(
                NOT_PROMOTED.slug(),
                403,
                NOT_PROMOTED.title(),
                environment.name() + " is upgraded after " + name(earlier)
                        + ", which has to apply the same scripts first. " + named,
                Map.of(
                        "after",
                        name(earlier),
                        "scripts",
                        missing.stream()
                                .limit(MOST_NAMED)
                                .map(PromotionRule.Missing::script)
                                .toList()));
    }

    private static String listed(List<String> scripts) {
        String first = String.join(", ", scripts.stream().limit(MOST_NAMED).toList());
        return scripts.size() <= MOST_NAMED ? first + "." : first + " and " + (scripts.size() - MOST_NAMED) + " more.";
    }
}
