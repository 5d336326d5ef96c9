package dev.migrationcontrol.audit.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Patterns as in {@code .gitignore}; the time grows with the product of both lengths, and no faster. */
final class Wildcard {
    private Wildcard() {}

    /** Names between slashes; {@code **} is any number of them. */
    static boolean matches(List<String> pattern, List<String> names) {
        return matches(pattern, names, "**"::equals, Wildcard::matches);
    }

    /** One name. */
    static boolean matches(String pattern, String name) {
        List<String> parts = parts(pattern);
        List<String> letters = name.codePoints().mapToObj(Character::toString).toList();
        return matches(parts, letters, part -> part.equals("*") || part.equals("**"), Wildcard::isOne);
    }

    /** On a difference the last star takes one thing more; an earlier one need not be tried again. */
    private static boolean matches(
            List<String> pattern, List<String> things, Predicate<String> isStar, BiPredicate<String, String> isOne) {
        int at = 0;
        int star = -1;
        int taken = 0;
        int i = 0;
        while (i < things.size()) {
            if (at < pattern.size() && isStar.test(pattern.get(at))) {
                star = at++;
                taken = i;
            } else if (at < pattern.size() && isOne.test(pattern.get(at), things.get(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++taken;
            } else {
                return false;
            }
        }
        while (at < pattern.size() && isStar.test(pattern.get(at))) {
            at++;
        }
        return at == pattern.size();
    }

    private static boolean isOne(String part, String letter) {
        if (part.length() > 1 && part.startsWith("[") && part.endsWith("]")) {
            boolean not = part.startsWith("[!") || part.startsWith("[^");
            return isAmong(part.substring(not ? 2 : 1, part.length() - 1), letter) != not;
        }
        return part.equals("?")
                || (part.length() > 1 && part.startsWith("\\") ? part.substring(1) : part).equals(letter);
    }

    private static boolean isAmong(String set, String letter) {
        int code = letter.codePointAt(0);
        for (int i = 0; i < set.length(); i++) {
            boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
            if (range ? code >= set.charAt(i) && code <= set.charAt(i + 2) : code == set.charAt(i)) {
                return true;
            }
            i += range ? 2 : 0;
        }
        return false;
    }

    /** Letters, escaped letters, and sets in brackets. */
    private static List<String> parts(String pattern) {
        List<String> parts = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            int end = pattern.charAt(i) == '[' ? pattern.indexOf(']', i + 2) + 1 : 0;
            if (end == 0) {
                boolean escape = pattern.charAt(i) == '\\' && i + 1 < pattern.length();
                int letter = escape ? i + 1 : i;
                end = letter + Character.charCount(pattern.codePointAt(letter));
            }
            parts.add(pattern.substring(i, end));
            i = end;
        }
        return parts;
    }
}
