package dev.migrationcontrol.environment;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether the order in which environments are upgraded can be kept: each one is known, and none waits for itself. */
final class PromotionOrder {
    private PromotionOrder() {}

    static void check(Map<String, Policy> policies, Misconfigurations misconfigurations) {
        policies.forEach((name, policy) -> {
            String setting = "migration-control.environments." + name + "." + EnvironmentKey.AFTER.property();
            for (String earlier : policy.promotion().after()) {
                if (!policies.containsKey(earlier)) {
                    misconfigurations.add(
                            setting,
                            "names an environment that is not configured",
                            "write some of " + String.join(", ", others(policies.keySet(), name)));
                }
            }
            if (isAfterItself(name, policy, policies)) {
                misconfigurations.add(
                        setting,
                        "makes the environment wait for itself, perhaps through others",
                        "name only environments that are upgraded earlier");
            }
        });
    }

    private static Set<String> others(Collection<String> names, String name) {
        Set<String> others = new TreeSet<>(names);
        others.remove(name);
        return others;
    }

    private static boolean isAfterItself(String name, Policy policy, Map<String, Policy> policies) {
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(policy.promotion().after());
        while (!next.isEmpty()) {
            String earlier = next.pop();
            if (earlier.equals(name)) {
                return true;
            }
            Policy before = policies.get(earlier);
            if (before != null && seen.add(earlier)) {
                next.addAll(before.promotion().after());
            }
        }
        return false;
    }
}
