package dev.migrationcontrol.sql.token;

/** The lines of a text; quick where the offsets that are asked for are near each other. A carriage return alone ends a line too. */
public final class Lines {
    private final String text;
    private int counted;
    private int line = 1;
    private int lineStart;

    public Lines(String text) {
        this.text = text;
    }

    /** The line of an offset, from 1. */
    public int of(int offset) {
        while (offset < lineStart) {
            lineStart = startBefore(lineStart - 1);
            line--;
            counted = lineStart;
        }
        int last = Math.min(offset, text.length());
        for (; counted < last; counted++) {
            if (isBreak(text, counted)) {
                line++;
                lineStart = counted + 1;
            }
        }
        return line;
    }

    /** Where the line begins that this break ends. */
    private int startBefore(int lineBreak) {
        int start = lineBreak;
        while (start > 0 && !isBreak(text, start - 1)) {
            start--;
        }
        return start;
    }

    /** The column of an offset in its line, from 1. */
    public int columnOf(int offset) {
        of(offset);
        return offset - lineStart + 1;
    }

    /** How many lines end between two offsets. */
    public static int between(String text, int from, int to) {
        int lines = 0;
        for (int i = from; i < Math.min(to, text.length()); i++) {
            lines += isBreak(text, i) ? 1 : 0;
        }
        return lines;
    }

    /** The offset at which the next line begins; the end of the text when there is none. */
    public static int next(String text, int from) {
        int next = from;
        while (next < text.length()) {
            if (isBreak(text, next++)) {
                return next;
            }
        }
        return next;
    }

    private static boolean isBreak(String text, int offset) {
        char c = text.charAt(offset);
        return c == '\n' || (c == '\r' && (offset + 1 == text.length() || text.charAt(offset + 1) != '\n'));
    }
}
