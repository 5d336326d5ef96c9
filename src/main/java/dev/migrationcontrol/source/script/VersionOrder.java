package dev.migrationcontrol.source.script;

import java.math.BigInteger;
import java.util.Comparator;

/** Compares versions as people do: numbers by their value, and what is between them as text. */
final class VersionOrder implements Comparator<String> {
    @Override
    public int compare(String one, String other) {
        String[] left = parts(one);
        String[] right = parts(other);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = isNumber(left[i]) && isNumber(right[i]);
            int order =
                    numbers ? new BigInteger(left[i]).compareTo(new BigInteger(right[i])) : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return left.length != right.length ? Integer.compare(left.length, right.length) : one.compareTo(other);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.length() < 40 && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String[] parts(String version) {
        return version.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)|[._-]");
    }
}
