package dev.migrationcontrol.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.SourceAudit;
import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No text makes a pattern of this package search for long, or deeper than the stack goes. Each is given a lot of what it
 * stumbles over, if anything does, and its steps are counted.
 */
class HostilePatternTest {
    private static final int SIZE = 1 << 18;
    private static final int LINE = 2000;

    /** The square of a line; more is no search but an explosion. */
    private static final long STEPS = 2L * LINE * LINE;

    /** Only ever asked whether they match the whole of a path or a name. */
    private static final Pattern MATCHED = Pattern.compile(
            "FileRole\\..*|SecretPlace\\.(REFERENCE|PLACEHOLDER)|VariableNames\\..*|CustomRunner\\.TELLING|CustomScripts\\.LIKELY");

    private static final Set<String> DEEP = Set.of("a", " ", "\n", "\"a", "1.", "a.", "a,");
    private static final List<String> FILLERS = List.of(
            "a", " ", "\n", " \n", "\t", "(", "a(", "\"", "\"a", "'", "`", "\\\"", "a.", "a=", "a,", "a b ", "A_", "0",
            "1.", "/", "a/", "*", "--", "/*", "-- \n", "--! a\n", "[", "{", "${", "$a", "<", ":", "::", "://a:", "a:b@",
            "-", "#", ";", "@", "é");

    static Stream<String> patterns() throws IOException, URISyntaxException, ReflectiveOperationException {
        return all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void searchesInBoundedTime(String name) throws IOException, URISyntaxException, ReflectiveOperationException {
        Pattern pattern = all().get(name);
        boolean whole = MATCHED.matcher(name).matches();
        List<String> bad = new ArrayList<>();
        for (String filler : FILLERS) {
            if (DEEP.contains(filler)) {
                deep(pattern, filler.repeat(SIZE / filler.length()), filler, bad, whole);
            }
            line(pattern, filler.repeat(LINE / filler.length()), filler, bad, whole);
            for (String seed : seeds(pattern)) {
                String both = seed + filler;
                line(pattern, seed + filler.repeat(LINE / filler.length()), seed + " + " + filler, bad, whole);
                line(pattern, both.repeat(LINE / both.length()), "(" + both + ")*", bad, whole);
            }
        }
        for (String seed : seeds(pattern).stream().limit(4).toList()) {
            deep(pattern, seed + "a".repeat(SIZE / 8), seed + " + a", bad, whole);
        }
        assertThat(bad).as(pattern.pattern()).isEmpty();
    }

    /** Long texts are searched as the readers do, who give up in the end; the stack has to bear it. */
    private static void deep(Pattern pattern, String text, String what, List<String> bad, boolean whole) {
        try {
            search(BoundedPattern.in(pattern, text), whole);
        } catch (BoundedPattern.Endless e) {
            assertThat(text.length()).isGreaterThan(LINE);
        } catch (StackOverflowError e) {
            bad.add("stack: " + what.replace("\n", "\\n"));
        }
    }

    private static void line(Pattern pattern, String text, String what, List<String> bad, boolean whole) {
        try {
            search(pattern.matcher(new Steps(text, STEPS)), whole);
        } catch (TooMany | StackOverflowError e) {
            bad.add(what.replace("\n", "\\n"));
        }
    }

    private static void search(Matcher matcher, boolean whole) {
        while (!whole && matcher.find() && !matcher.hitEnd()) {
            // as the readers do
        }
        matcher.reset().matches();
    }

    /** Words of the pattern itself, which lead a search into its middle. */
    private static Set<String> seeds(Pattern pattern) {
        Set<String> seeds = new LinkedHashSet<>();
        String plain = pattern.pattern()
                .replaceAll("\\\\[bswdSWDAzZ]|\\(\\?[a-z:!=<]+", " ")
                .replaceAll("\\\\(.)", "$1");
        Matcher word = Pattern.compile("[A-Za-z@<\\-+:!\"'`][\\w@<\\-+:!. =\"'`]{0,20}")
                .matcher(plain);
        while (word.find() && seeds.size() < 12) {
            seeds.add(word.group().strip() + " ");
            seeds.add(word.group().strip());
        }
        return seeds;
    }

    private static Map<String, Pattern> all() throws IOException, URISyntaxException, ReflectiveOperationException {
        Map<String, Pattern> found = new LinkedHashMap<>();
        Path classes = Path.of(SourceAudit.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("dev/migrationcontrol/source");
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.contains("Test") && !name.equals("package-info.class")) {
                    Class<?> type = Class.forName(
                            "dev.migrationcontrol.source." + name.substring(0, name.length() - ".class".length()));
                    fields(type, null, type.getSimpleName(), found, Collections.newSetFromMap(new IdentityHashMap<>()));
                }
            }
        }
        return found;
    }

    private static void fields(Class<?> type, Object of, String path, Map<String, Pattern> found, Set<Object> seen)
            throws ReflectiveOperationException {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) == (of == null)
                    && !field.getType().isPrimitive()
                    && field.getDeclaringClass().getName().startsWith("dev.migrationcontrol")) {
                ((AccessibleObject) field).setAccessible(true);
                look(field.get(of), path + "." + field.getName(), found, seen);
            }
        }
    }

    private static void look(Object value, String path, Map<String, Pattern> found, Set<Object> seen)
            throws ReflectiveOperationException {
        if (value == null || !seen.add(value)) {
            return;
        }
        if (value instanceof Pattern pattern) {
            found.put(path, pattern);
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> each : List.copyOf(map.entrySet())) {
                look(each.getValue(), path + "." + each.getKey(), found, seen);
            }
        } else if (value instanceof Iterable<?> several) {
            int at = 0;
            for (Object each : several) {
                look(each, path + "." + at++, found, seen);
            }
        } else if (value.getClass().isArray()
                && !value.getClass().getComponentType().isPrimitive()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                look(Array.get(value, i), path + "." + i, found, seen);
            }
        } else if (value.getClass().getName().startsWith("dev.migrationcontrol")) {
            fields(value.getClass(), value, path, found, seen);
        }
    }

    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Counts how often a matcher looks at a character. */
    private static final class Steps implements CharSequence {
        private final String text;
        private long left;

        Steps(String text, long left) {
            this.text = text;
            this.left = left;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new TooMany();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
