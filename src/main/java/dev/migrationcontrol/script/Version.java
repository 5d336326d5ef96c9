package dev.migrationcontrol.script;

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
    /** The length of the history's column. */
    static final int LONGEST = 50;

    /** Java takes the digits of every script for numbers, and Flyway with it; here they are those of ASCII. */
    private static final Pattern SHAPE = Pattern.compile("[0-9]+([._][0-9]+)*");

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
     * @throws IllegalArgumentException when it is not of that form, or too long for the history
     */
    public static Version of(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("'" + text.substring(0, LONGEST) + "…' is longer than the " + LONGEST
                    + " characters that a version may have");
        }
        if (!isVersion(text)) {
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

    /** Whether it has the form of a version, however long. */
    static boolean isVersion(String text) {
        return SHAPE.matcher(text).matches();
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
