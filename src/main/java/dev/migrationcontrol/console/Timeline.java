package dev.migrationcontrol.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The operations of the last day as bars, a lane an environment. */
record Timeline(List<Lane> lanes, List<Tick> ticks, int height, List<Answer> newest, int count, int failed) {
    static final int LEFT = 96;
    static final int RIGHT = 640;
    private static final int LANE = 22;
    private static final int TOP = 22;
    private static final int MOST_LANES = 12;
    private static final int MOST_ROWS = 6;
    private static final Duration SPAN = Duration.ofHours(24);

    Timeline {
        lanes = List.copyOf(lanes);
        ticks = List.copyOf(ticks);
        newest = List.copyOf(newest);
    }

    /** An environment. */
    record Lane(String name, int y, List<Bar> bars) {}

    /** An operation. */
    record Bar(int x, int y, int width, String css, String href, String title) {}

    /** A line for a time. */
    record Tick(int x, String time) {}

    /** @param operations of the last day, the newest first */
    static Timeline of(List<String> environments, List<Answer> operations, Instant now) {
        List<Lane> lanes = new ArrayList<>();
        for (String name : environments.subList(0, Math.min(MOST_LANES, environments.size()))) {
            int y = TOP + lanes.size() * LANE;
            lanes.add(new Lane(
                    name,
                    y,
                    operations.stream()
                            .filter(each -> each.text("environment").equals(name))
                            .map(each -> bar(each, y, now))
                            .toList()));
        }
        List<Tick> ticks = new ArrayList<>();
        for (int hours = 24; hours >= 0; hours -= 6) {
            Instant at = now.minus(Duration.ofHours(hours));
            ticks.add(new Tick(x(at, now), at.toString()));
        }
        int failed = (int) operations.stream()
                .filter(each -> each.text("state").equals("FAILED"))
                .count();
        return new Timeline(
                lanes,
                ticks,
                TOP + lanes.size() * LANE + 4,
                operations.subList(0, Math.min(MOST_ROWS, operations.size())),
                operations.size(),
                failed);
    }

    private static Bar bar(Answer operation, int y, Instant now) {
        Instant from = operation.time("createdAt");
        Instant to = operation.time("finishedAt");
        int x = x(from == null ? now : from, now);
        int width = Math.max(5, x(to == null ? now : to, now) - x);
        String state = operation.text("state");
        String css = state.equals("SUCCEEDED") ? "s" : state.equals("FAILED") ? "f" : to == null ? "r" : "b";
        return new Bar(
                Math.min(x, RIGHT - width),
                y,
                width,
                css,
                "/console/operations/" + operation.text("id"),
                Shown.title(operation) + ", " + Mark.word(state).toLowerCase(java.util.Locale.ROOT));
    }

    private static int x(Instant at, Instant now) {
        double part = 1 - (double) Duration.between(at, now).toMillis() / SPAN.toMillis();
        return LEFT + (int) Math.round(Math.max(0, Math.min(1, part)) * (RIGHT - LEFT));
    }
}
