package dev.migrationcontrol.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long the last operations of an environment took, as bars; a failed one is high and of another colour. */
record Spark(List<Bar> bars, int failed) {
    private static final int MOST = 20;
    private static final int STEP = 9;
    private static final int LOW = 4;
    private static final int HIGH = 22;

    Spark {
        bars = List.copyOf(bars);
    }

    /** @param css the class of its colour: x failed, y at work */
    record Bar(int x, int y, int height, String css) {}

    /** @param newest operations of one environment, the newest first */
    static Spark of(List<Answer> newest) {
        List<Answer> shown = new ArrayList<>(newest.subList(0, Math.min(MOST, newest.size())));
        Collections.reverse(shown);
        double longest = shown.stream().mapToDouble(Spark::weight).max().orElse(1);
        List<Bar> bars = new ArrayList<>();
        int failed = 0;
        for (Answer each : shown) {
            boolean bad = each.text("state").equals("FAILED");
            failed += bad ? 1 : 0;
            int height =
                    bad ? HIGH : (int) Math.round(LOW + (HIGH - LOW) * weight(each) / Math.max(longest, 0.001) * 0.8);
            String css = bad ? "x" : each.text("finishedAt").isEmpty() ? "y" : "";
            bars.add(new Bar(bars.size() * STEP, HIGH + 2 - height, height, css));
        }
        return new Spark(bars, failed);
    }

    /** A second more says much of a short one and little of a long one. */
    private static double weight(Answer operation) {
        Instant from = operation.time("startedAt");
        Instant to = operation.time("finishedAt");
        return from == null || to == null
                ? 0.05
                : Math.log1p(Duration.between(from, to).toMillis());
    }

    public String label() {
        return "Durations of the last " + bars.size() + " operations, " + failed + " failed";
    }
}
