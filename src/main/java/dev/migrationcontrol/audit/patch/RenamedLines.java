package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The lines of one file that name a variable, with what the renaming makes of them. */
final class RenamedLines {
    /** Languages in which the same name twice is no error, be it in a list of keys. */
    private static final Set<String> LENIENT =
            Set.of("py", "js", "mjs", "cjs", "rb", "php", "sh", "bash", "ex", "exs", "pl");
    /** A line that sets a variable: in files of variables, shell, YAML, TOML and Dockerfiles. */
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "^(\\s*+(?:-\\s++)?(?:export\\s++|ENV\\s++|ARG\\s++|set\\s++)?[\"']?)(\\w++)[\"']?\\s*+[:=]\\s*+(.*)$");
    /** What names something that is kept elsewhere under this name. */
    private static final Pattern KEPT_ELSEWHERE = Pattern.compile(
            "(?:secrets|vars)(?:\\.|\\[['\"])$|^\\s*+(?:-\\s++)?(?:key|secretKey|remoteRef|property)\\s*+:\\s*+[\"']?$");

    private static final int FAR = 200;

    private final EditedFile file;
    private final SourceFile source;
    private final String name;
    private final String standard;
    private final TreeMap<Integer, List<String>> after = new TreeMap<>();
    private final List<Integer> left = new ArrayList<>();
    private final boolean both;
    private @Nullable String obstacle;

    RenamedLines(EditedFile file, SourceFile source, String name, String standard) {
        this.file = file;
        this.source = source;
        this.name = name;
        this.standard = standard;
        this.both = IntStream.rangeClosed(1, file.lines()).anyMatch(line -> Words.has(file.before(line), standard));
        for (int line = 1; line <= file.lines() && obstacle == null; line++) {
            if (Words.has(file.before(line), name)) {
                line(line);
            }
        }
    }

    String path() {
        return source.path();
    }

    /** Why not all of them can be renamed. */
    Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    /** Lines that name something else by the same name. */
    List<Integer> left() {
        return left;
    }

    boolean apply() {
        after.forEach(file::replace);
        return !after.isEmpty();
    }

    private void line(int line) {
        String before = file.before(line);
        List<String> renamed = renamed(List.of(before), name, standard);
        if (renamed.get(0).equals(before) || Words.has(renamed.get(0), name)) {
            left.add(line);
        }
        Optional<Integer> twin = isAssignment(line, name) ? twin(line) : Optional.empty();
        if (!isYaml() && isAssignment(line, standard)) {
            obstacle = "line " + line + " sets the new name to the value of the old one";
        } else if (twin.isPresent()) {
            if (!value(line).equals(value(twin.get()))) {
                obstacle = "line " + line + " and line " + twin.get() + " set both names, to different values";
                return;
            }
            remove(line);
        } else if (isAmbiguous(before)) {
            obstacle = "line " + line + " is in a file that uses both names";
        } else if (!renamed.get(0).equals(before)) {
            after.put(line, renamed(file.now(line), name, standard));
        }
    }

    /** With the description right above it, unless that is of what follows too. */
    private void remove(int line) {
        after.put(line, List.of());
        int first = line;
        while (first > 1 && file.before(first - 1).strip().startsWith("#")) {
            first--;
        }
        boolean own = line + 1 > file.lines() || !isAssignment(line + 1, standard);
        for (int each = first; own && each < line; each++) {
            after.put(each, List.of());
        }
    }

    private boolean isAmbiguous(String before) {
        boolean assigns = BoundedPattern.in(ASSIGNMENT, before).matches();
        return both
                && !LENIENT.contains(source.extension())
                && !assigns
                && !before.stripLeading().startsWith("#")
                && !isYaml();
    }

    private boolean isYaml() {
        return Set.of("yml", "yaml").contains(source.extension());
    }

    private boolean isAssignment(int line, String variable) {
        Matcher matcher = BoundedPattern.in(ASSIGNMENT, file.before(line));
        return !source.extension().equals("py") && matcher.matches() && variable.equals(matcher.group(2));
    }

    private String value(int line) {
        Matcher matcher = BoundedPattern.in(ASSIGNMENT, file.before(line));
        return matcher.matches() ? String.valueOf(matcher.group(3)).strip().replaceAll("^[\"']|[\"'],?$", "") : "";
    }

    /** The line that sets the new name in the same block: lines of the same depth, with none of a lesser between. */
    private Optional<Integer> twin(int line) {
        int depth = depth(line);
        for (int step : new int[] {-1, 1}) {
            int at = line + step;
            while (at >= 1
                    && at <= file.lines()
                    && Math.abs(at - line) < FAR
                    && (file.before(at).isBlank() || depth(at) >= depth)) {
                if (depth(at) == depth && isAssignment(at, standard)) {
                    return Optional.of(at);
                }
                at += step;
            }
        }
        return Optional.empty();
    }

    private int depth(int line) {
        return TextLines.indentation(file.before(line)).length();
    }

    static List<String> renamed(List<String> lines, String name, String standard) {
        return lines.stream().map(line -> renamed(line, name, standard)).toList();
    }

    private static String renamed(String line, String name, String standard) {
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (int at = Words.find(line, name, 0); at >= 0; at = Words.find(line, name, at + name.length())) {
            boolean elsewhere =
                    BoundedPattern.in(KEPT_ELSEWHERE, line.substring(0, at)).find();
            result.append(line, from, at).append(elsewhere ? name : standard);
            from = at + name.length();
        }
        return result.append(line.substring(from)).toString();
    }
}
