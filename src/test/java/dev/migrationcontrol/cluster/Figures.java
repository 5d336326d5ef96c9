package dev.migrationcontrol.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of many operations. */
public final class Figures {
    private final Map<String, Integer> states = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final List<Long> tookMillis = new ArrayList<>();
    private int takenOver;
    private int repeated;

    synchronized void ended(Answer operation) {
        states.merge(operation.state(), 1, Integer::sum);
        if (operation.body().path("attempt").asInt() > 1) {
            takenOver++;
        }
        Instant created = Instant.parse(operation.text("/createdAt"));
        tookMillis.add(Duration.between(created, Instant.parse(operation.text("/finishedAt")))
                .toMillis());
    }

    synchronized void repeated(int requests) {
        repeated += requests;
    }

    synchronized void fault(String kind) {
        faults.merge(kind, 1, Integer::sum);
    }

    public synchronized int operations() {
        return tookMillis.size();
    }

    public synchronized int faults() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** For people. */
    public synchronized String report() {
        List<Long> sorted = new ArrayList<>(tookMillis);
        Collections.sort(sorted);
        return operations() + " operations ended: " + states + "; faults: " + faults + "; taken over or handed over: "
                + takenOver + "; requests sent again: " + repeated + "; from request to end, in ms: median "
                + quantile(sorted, 0.5) + ", 99 % " + quantile(sorted, 0.99) + ", longest " + quantile(sorted, 1);
    }

    private static long quantile(List<Long> sorted, double part) {
        return sorted.isEmpty()
                ? 0
                : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(part * (sorted.size() - 1))));
    }
}
