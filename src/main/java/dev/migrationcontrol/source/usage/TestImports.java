package dev.migrationcontrol.source.usage;

import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What test files import, to find those that exercise a system through helpers of the project. */
public final class TestImports {
    private static final Pattern BEGINS = Pattern.compile(
            "\\s*+(?:from\\s++([\\w.]++)\\s++import|import\\s++(?:static\\s++)?([\\w.]++)|import\\s++[\"']([^\"']++)[\"']"
                    + "|(?:[\\w.]++\\s++)?\"([\\w./-]++)\"\\s*+$|require(?:_relative)?\\s*+\\(?[\"']([^\"']++)|use\\s++([\\w.:\\\\]++)"
                    + "|class \\w++ < (\\w++))");
    private static final Pattern HOLDS = Pattern.compile(
            "\\bfrom\\s++[\"']([^\"']++)[\"']|\\brequire\\([\"']([^\"']++)|\\bextends\\s++(\\w++)|\\(([A-Z]\\w*+TestCase)\\)\\s*+:");
    private static final List<String> HELD = List.of("from", "require(", "extends", "TestCase");
    private static final int MOST = 300_000;
    private static final int LINES = 400;
    private static final int ROUNDS = 3;

    private final Map<String, Set<String>> imports = new LinkedHashMap<>();
    private int count;

    public void read(SourceFile file, SourceText text) {
        for (int line = 1; line <= Math.min(LINES, text.lines()) && count < MOST; line++) {
            String content = text.line(line);
            Matcher begins = BoundedPattern.in(BEGINS, content);
            if (begins.lookingAt()) {
                add(file, begins);
            }
            if (HELD.stream().anyMatch(content::contains)) {
                Matcher holds = BoundedPattern.in(HOLDS, content);
                while (holds.find()) {
                    add(file, holds);
                }
            }
        }
    }

    private void add(SourceFile file, Matcher found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            String name = found.group(group);
            if (name != null
                    && count < MOST
                    && imports.computeIfAbsent(file.path(), first -> new LinkedHashSet<>())
                            .add(name)) {
                count++;
            }
        }
    }

    /** Test files that import one of the files, or another test file that does. */
    public Set<String> through(Collection<String> helpers) {
        Set<String> known = new LinkedHashSet<>(helpers);
        Set<String> tests = new LinkedHashSet<>();
        List<String> fresh = new ArrayList<>(known);
        for (int round = 0; round < ROUNDS && !fresh.isEmpty(); round++) {
            Names names = new Names(fresh);
            fresh = imports.entrySet().stream()
                    .filter(each -> !known.contains(each.getKey()))
                    .filter(each -> each.getValue().stream().anyMatch(name -> names.has(each.getKey(), name)))
                    .map(Map.Entry::getKey)
                    .toList();
            known.addAll(fresh);
            tests.addAll(fresh);
        }
        return tests;
    }

    /** How other files name the helpers. */
    private static final class Names {
        private final Set<String> directories = new LinkedHashSet<>();
        private final Set<String> modules = new LinkedHashSet<>();
        private final Set<String> stems = new LinkedHashSet<>();

        Names(Collection<String> files) {
            for (String file : files) {
                String path = file.replaceFirst("\\.\\w+$", "");
                String stem = path.substring(path.lastIndexOf('/') + 1);
                modules.add(path.replaceFirst("/(__init__|index)$", ""));
                stems.add(plain(stem));
                if (file.endsWith(".go")) {
                    directories.add(SourceFile.parentOf(file));
                }
            }
        }

        boolean has(String importer, String name) {
            String extension = importer.substring(importer.lastIndexOf('.') + 1);
            return switch (extension) {
                case "go" -> directories.stream().anyMatch(directory -> ends(name, directory));
                case "py" ->
                    name.endsWith("TestCase")
                            ? stems.contains(plain(name))
                            : modules.stream()
                                    .anyMatch(module ->
                                            ends(module, name.replace('.', '/').replaceFirst("^/+", "")));
                case "rb" -> stems.contains(plain(name.substring(name.lastIndexOf('/') + 1)));
                case "js", "mjs", "cjs", "ts", "mts", "cts", "jsx", "tsx" -> modules.contains(resolved(importer, name));
                default -> stems.contains(plain(name.replaceFirst("^.*[.:\\\\/]", "")));
            };
        }

        private static boolean ends(String whole, String end) {
            return !end.isEmpty() && (whole.equals(end) || whole.endsWith("/" + end));
        }

        private static String plain(String name) {
            return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        }

        private static String resolved(String importer, String name) {
            if (!name.startsWith(".")) {
                return name;
            }
            List<String> path =
                    new ArrayList<>(List.of(SourceFile.parentOf(importer).split("/")));
            for (String part : name.replaceFirst("\\.[cm]?[jt]sx?$", "").split("/")) {
                if (part.equals("..") && !path.isEmpty()) {
                    path.remove(path.size() - 1);
                } else if (!part.equals(".") && !part.equals("..")) {
                    path.add(part);
                }
            }
            return String.join("/", path).replaceFirst("^/", "").replaceFirst("/index$", "");
        }
    }
}
