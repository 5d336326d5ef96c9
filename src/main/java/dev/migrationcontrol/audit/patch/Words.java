package dev.migrationcontrol.audit.patch;

import java.util.LinkedHashSet;
import java.util.Set;

/** Whole words of a line: what letters, digits and underscores make up. */
final class Words {
    private Words() {}

    static boolean isPart(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_';
    }

    /** Where a word is at or after a place; -1 where it is not. */
    static int find(String line, String word, int from) {
        int at = line.indexOf(word, from);
        while (at >= 0) {
            int end = at + word.length();
            boolean begins = at == 0 || !isPart(line.charAt(at - 1)) || !isPart(word.charAt(0));
            boolean ends = end == line.length() || !isPart(line.charAt(end)) || !isPart(word.charAt(word.length() - 1));
            if (begins && ends) {
                return at;
            }
            at = line.indexOf(word, at + 1);
        }
        return -1;
    }

    static boolean has(String line, String word) {
        return find(line, word, 0) >= 0;
    }

    static int count(String text, String word) {
        int count = 0;
        for (int at = find(text, word, 0); at >= 0; at = find(text, word, at + word.length())) {
            count++;
        }
        return count;
    }

    /** The names in a piece of code, without those in quotes. */
    static Set<String> names(String code) {
        Set<String> names = new LinkedHashSet<>();
        int at = 0;
        char quote = 0;
        while (at < code.length()) {
            char letter = code.charAt(at);
            if (quote != 0) {
                quote = letter == quote ? 0 : quote;
                at++;
            } else if (letter == '"' || letter == '\'' || letter == '`') {
                quote = letter;
                at++;
            } else if (isPart(letter)) {
                int end = at;
                while (end < code.length() && isPart(code.charAt(end))) {
                    end++;
                }
                if (!Character.isDigit(letter)) {
                    names.add(code.substring(at, end));
                }
                at = end;
            } else {
                at++;
            }
        }
        return names;
    }
}
