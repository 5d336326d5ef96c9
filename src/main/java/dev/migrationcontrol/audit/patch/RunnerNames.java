package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How other files refer to one file of a runner.
 *
 * @param stem its name without the extension
 * @param defined what it defines for others
 * @param types the classes among them
 */
record RunnerNames(
        SourceFile file, String stem, Set<String> defined, Set<String> types, Optional<CodeLanguage> language) {
    private static final Pattern TYPE = Pattern.compile(
            "^\\s*+(?:(?:export|default|public|final|abstract|sealed|static|internal|pub|data|open)\\s++)*+(?:class|interface|object|module|struct|record|trait|enum|defmodule|type)\\s++(?:[A-Z]\\w*+\\.)*+([A-Za-z_]\\w*+)");
    private static final Pattern FUNCTION = Pattern.compile(
            "^(?:(?:export|default|public|static|async|pub(?:\\([a-z]++\\))?)\\s++)*+(?:def|func|function|fn|fun)\\s*+\\*?\\s*+(?:self\\.)?([A-Za-z_]\\w*+)");
    private static final Pattern VALUE = Pattern.compile(
            "^(?:export\\s++)(?:const|let|var)\\s++([A-Za-z_]\\w*+)|^(?:module\\.)?exports\\.([A-Za-z_]\\w*+)");
    private static final Pattern VARIABLE = Pattern.compile("^(?:var|const|val|const val)\\s++([A-Za-z_]\\w*+)");
    private static final Pattern GROUPED =
            Pattern.compile("^\\t([A-Za-z_]\\w*+)(?:\\s++[\\w.*\\[\\]]++)?\\s*+(?:=.*)?$");
    private static final Set<CodeLanguage> IMPLICIT = Set.of(
            CodeLanguage.RUBY,
            CodeLanguage.PHP,
            CodeLanguage.JAVA,
            CodeLanguage.KOTLIN,
            CodeLanguage.SCALA,
            CodeLanguage.CSHARP,
            CodeLanguage.ELIXIR);
    private static final Pattern TELLING = Pattern.compile("\\w*[a-z][A-Z_]\\w*|\\w*\\w_\\w+");
    private static final int SHORTEST = 6;

    static RunnerNames of(TreeFile file) {
        Set<String> defined = new LinkedHashSet<>();
        Set<String> types = new LinkedHashSet<>();
        boolean group = false;
        for (String line : file.lines()) {
            add(TYPE, line, types);
            List.of(FUNCTION, VALUE, VARIABLE).forEach(pattern -> add(pattern, line, defined));
            group = group ? !line.startsWith(")") : line.matches("(?s)(?:var|const) \\(\\s*");
            if (group) {
                add(GROUPED, line, defined);
            }
        }
        defined.addAll(types);
        SourceFile source = new SourceFile(file.path(), 0);
        String name = source.name();
        return new RunnerNames(source, name.replaceFirst("\\.\\w+$", ""), defined, types, CodeLanguage.of(file));
    }

    private static void add(Pattern pattern, String line, Set<String> names) {
        Matcher matcher = BoundedPattern.in(pattern, line);
        if (matcher.find()) {
            names.add(String.valueOf(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)));
        }
    }

    /** Names that other files use without an import, as far as the language allows that. */
    Set<String> known() {
        Set<String> known = telling();
        CodeLanguage own = language.orElse(CodeLanguage.PYTHON);
        if (IMPLICIT.contains(own)) {
            known.addAll(types);
        }
        return known;
    }

    /** Whether what the file is written in is known, so that its users are. */
    boolean isReadable() {
        return language.isPresent()
                || file.extension().matches("sh|bash|ksh|")
                || file.name().equals("Makefile");
    }

    /** The path without the extension. */
    String module() {
        return SourceFile.join(file.directory(), stem);
    }

    /** The directory by which Go starts a program; what no line holds for other languages. */
    private String folder() {
        return file.extension().equals("go") && !file.directory().isEmpty() ? "./" + file.directory() : file.path();
    }

    /** Defined names that mean nothing else in another file. */
    Set<String> telling() {
        Set<String> telling = new LinkedHashSet<>();
        for (String name : defined) {
            if (name.length() >= SHORTEST && BoundedPattern.in(TELLING, name).matches()) {
                telling.add(name);
            }
        }
        return telling;
    }

    /** Whether a dotted or slashed name of a module, as an import writes it, is the runner's. */
    boolean isModule(String slashed) {
        String module = module();
        return !slashed.isEmpty()
                && (module.equals(slashed) || slashed.contains("/") && module.endsWith("/" + slashed));
    }

    /** The place in a line where it is called by its path or as a module; null where it is not. */
    int[] placeIn(String line, int from) {
        for (String name : List.of(file.path(), file.name(), module().replace('/', '.'), module(), folder())) {
            boolean certain = name.contains("/") || name.contains(".");
            int at = certain ? Words.find(line, name, from) : -1;
            if (at >= 0) {
                int begin = at;
                while (begin > from
                        && (Words.isPart(line.charAt(begin - 1)) || "./-$".indexOf(line.charAt(begin - 1)) >= 0)) {
                    begin--;
                }
                return new int[] {begin, at + name.length()};
            }
        }
        return NOWHERE;
    }

    /** Whether a string in a line of code may name its file. */
    boolean isQuotedIn(String line) {
        if (placeIn(line, 0)[0] >= 0) {
            return true;
        }
        boolean telling = stem.length() >= SHORTEST
                && BoundedPattern.in(TELLING, stem.replace('-', '_')).matches();
        int at = Words.find(line, stem, 0);
        while (at >= 0) {
            char before = at == 0 ? ' ' : line.charAt(at - 1);
            int end = at + stem.length();
            char after = end == line.length() ? ' ' : line.charAt(end);
            boolean quoted = "\"'`/.:".indexOf(before) >= 0 && "\"'`".indexOf(after) >= 0;
            if (quoted && (telling || before == '/' || before == '.')) {
                return true;
            }
            at = Words.find(line, stem, end);
        }
        return false;
    }

    static final int[] NOWHERE = {-1, -1};

    /** Whether a line may be about it. */
    boolean mayBeIn(String text) {
        return text.contains(stem) || known().stream().anyMatch(text::contains);
    }

    /** Whether a file is a test of it and of nothing else, by its name. */
    boolean isTestedBy(SourceFile other) {
        String name = plain(other.name().replaceFirst("\\.\\w+$", ""));
        String own = plain(stem);
        return other.extension().equals(file.extension())
                && (name.equals("test" + own)
                        || name.equals(own + "test")
                        || name.equals(own + "tests")
                        || name.equals(own + "spec")
                        || name.equals(own + "it"));
    }

    static String plain(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
