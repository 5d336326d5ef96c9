package dev.migrationcontrol.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A migration version, compared part by part as Flyway does: {@code 1_1} is {@code 1.1}, and {@code 1.0} equals
 * {@code 1}.
 */
public final class Version implements Comparable<Version> {
    private static final Pattern SHAPE = Pattern.compile("\\d+([._]\\d+)*");

    private final String text;
    private final List<BigInteger> parts;
    private final int hash;

    private Version(String text, List<BigInteger> parts) {
        this.text = text;
        this.parts = parts;
        this.hash = parts.hashCode();
    }

    /**
     * @param text numbers separated by dots or underscores
     * @throws IllegalArgumentException when it is not of that form
     */
    public static Version of(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a version: numbers separated by dots, like 1.2");
        }
        String dotted = text.replace('_', '.');
        List<BigInteger> parts = new ArrayList<>();
        for (String part : dotted.split("\\.")) {
            parts.add(new BigInteger(part));
        }
        while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
            parts.remove(parts.size() - 1);
        }
        return new Version(dotted, List.copyOf(parts));
    }

    public boolean isNewerThan(Version other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Version other) {
        int shared = Math.min(parts.size(), other.parts.size());
        for (int i = 0; i < shared; i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Version version && parts.equals(version.parts);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
