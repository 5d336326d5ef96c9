package dev.migrationcontrol.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Times of one kind, in nanoseconds, in the order in which they were taken. */
final class Series {
    private final List<Long> nanos = new ArrayList<>();

    void add(long taken) {
        nanos.add(taken);
    }

    double median() {
        return quantile(0.5);
    }

    double quantile(double share) {
        List<Long> sorted = nanos.stream().sorted().toList();
        double position = share * (sorted.size() - 1);
        long below = sorted.get((int) Math.floor(position));
        long above = sorted.get((int) Math.ceil(position));
        return below + (above - below) * (position - Math.floor(position));
    }

    /** {@code 12 ms (11–15)}. */
    String millis() {
        return "%s ms (%s–%s)".formatted(inMillis(median()), inMillis(quantile(0)), inMillis(quantile(1)));
    }

    /** The ratio of the medians; in brackets the least and the greatest of the rounds. */
    String times(Series limit) {
        List<Double> ratios = IntStream.range(0, nanos.size())
                .mapToObj(i -> (double) nanos.get(i) / limit.nanos.get(i))
                .sorted()
                .toList();
        return "%.2f (%.2f–%.2f)".formatted(median() / limit.median(), ratios.get(0), ratios.get(ratios.size() - 1));
    }

    static String inMillis(double nanos) {
        double millis = nanos / 1e6;
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : millis < 100 ? "%.1f" : "%.0f", millis);
    }
}
