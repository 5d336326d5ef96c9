package dev.migrationcontrol.problem;

/** What a caller has sent, as an answer, a log or the journal repeats it. */
public final class Shortened {
    private Shortened() {}

    /** The text, or its beginning and how long it is where it has more characters than this. */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "… (" + text.length() + " characters)";
    }
}
