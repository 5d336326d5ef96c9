package dev.migrationcontrol.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds many words in a text in one pass, whatever their case (Aho and Corasick). Only lines with a hit are then looked at
 * closely, which is what makes large trees fast.
 *
 * @param <T> what a word means
 */
public final class KeywordSearch<T> {
    private static final int ALPHABET = 128;

    private final List<int[]> next = new ArrayList<>();
    private final List<List<T>> meanings = new ArrayList<>();
    private final List<Integer> suffix = new ArrayList<>();
    private boolean built;
    /** Characters that no word has are one class, which keeps the table small enough for the processor's cache. */
    private final byte[] classes = new byte[ALPHABET];

    private int width;
    private int[] table = {};

    /** Called for every word that is found. */
    public interface Hit<T> {
        /** @param end the offset after the word */
        void found(T meaning, int end);
    }

    public KeywordSearch() {
        state();
    }

    private int state() {
        int[] row = new int[ALPHABET];
        Arrays.fill(row, -1);
        next.add(row);
        meanings.add(new ArrayList<>());
        suffix.add(0);
        return next.size() - 1;
    }

    /** Adds a word of ASCII characters. */
    public void add(String word, T meaning) {
        int at = 0;
        for (char c : word.toLowerCase(Locale.ROOT).toCharArray()) {
            int[] row = next.get(at);
            if (row[c] < 0) {
                row[c] = state();
            }
            at = row[c];
        }
        meanings.get(at).add(meaning);
        built = false;
    }

    public boolean isEmpty() {
        return next.size() == 1;
    }

    private void build() {
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        int[] root = next.get(0);
        for (int c = 0; c < ALPHABET; c++) {
            if (root[c] < 0) {
                root[c] = 0;
            } else if (root[c] != 0) {
                queue.add(root[c]);
            }
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            int[] row = next.get(state);
            int[] fallback = next.get(suffix.get(state));
            meanings.get(state).addAll(meanings.get(suffix.get(state)));
            for (int c = 0; c < ALPHABET; c++) {
                if (row[c] < 0) {
                    row[c] = fallback[c];
                } else {
                    suffix.set(row[c], fallback[c]);
                    queue.add(row[c]);
                }
            }
        }
        int[] first = new int[ALPHABET];
        width = 1;
        Arrays.fill(classes, (byte) 0);
        for (int c = 0; c < ALPHABET; c++) {
            if (used(c)) {
                first[width] = c;
                classes[c] = (byte) width++;
            }
        }
        for (int c = 'A'; c <= 'Z'; c++) {
            classes[c] = classes[c + 32];
        }
        table = new int[next.size() * width];
        for (int state = 0; state < next.size(); state++) {
            for (int each = 1; each < width; each++) {
                int to = next.get(state)[first[each]];
                table[state * width + each] = meanings.get(to).isEmpty() ? to * width : -to * width;
            }
        }
        built = true;
    }

    private boolean used(int c) {
        for (int[] row : next) {
            if (row[c] > 0) {
                return true;
            }
        }
        return false;
    }

    public void find(String text, Hit<T> hit) {
        if (!built) {
            build();
        }
        int[] steps = table;
        byte[] kinds = classes;
        int state = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            int kind = c < ALPHABET ? kinds[c] : 0;
            state = kind == 0 ? 0 : steps[state + kind];
            if (state < 0) {
                state = -state;
                for (T meaning : meanings.get(state / width)) {
                    hit.found(meaning, i + 1);
                }
            }
        }
    }
}
