package dev.migrationcontrol.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Searches of patterns in text that others wrote. Patterns that look back and forth can take the square of the text's length,
 * or more; each search has a number of steps, far beyond what any honest file needs, and is given up after it.
 */
public final class BoundedPattern {
    private static final int SHORT = 4000;
    private static final long STEPS_A_CHARACTER = 200;
    private static final long STEPS = 4_000_000;

    private BoundedPattern() {}

    /** A search was given up. */
    public static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public static Matcher in(Pattern pattern, CharSequence text) {
        return pattern.matcher(text.length() <= SHORT ? text : new Counted(text, new long[] {steps(text)}));
    }

    private static long steps(CharSequence text) {
        return STEPS + STEPS_A_CHARACTER * text.length();
    }

    /** @param left how many steps are left, shared with the parts of the text */
    private record Counted(CharSequence text, long[] left) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new Endless();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
