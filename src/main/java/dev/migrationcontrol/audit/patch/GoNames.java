package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.tree.SourceFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What Go's compiler asks for: no import and no variable is left unused. */
final class GoNames {
    private static final Pattern IMPORT = Pattern.compile("^\\s*+(?:import\\s++)?(?:([\\w.]++)\\s++)?\"([^\"]++)\"$");

    private GoNames() {}

    /** An import of a package. */
    record Import(int line, String name, String path) {}

    static List<Import> imports(EditedFile file) {
        return IntStream.rangeClosed(1, file.lines())
                .mapToObj(line -> read(file, line))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Import> read(EditedFile file, int line) {
        Matcher matcher = IMPORT.matcher(file.before(line));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String path = String.valueOf(matcher.group(2));
        String last = path.replaceFirst("/v\\d+$", "").replaceFirst("^.*/", "");
        return Optional.of(new Import(line, matcher.group(1) == null ? last : matcher.group(1), path));
    }

    /**
     * By which names a file calls what a runner defines.
     *
     * @param whole whether the package of the runner is gone without it
     */
    static Set<String> names(EditedFile file, SourceFile source, RunnerNames runner, boolean whole, Uses uses) {
        Set<String> names = new LinkedHashSet<>();
        String directory = runner.file().directory();
        if (source.directory().equals(directory)) {
            names.addAll(runner.defined());
        }
        for (Import each : imports(file)) {
            boolean is = !directory.isEmpty() && ("/" + each.path()).endsWith("/" + directory);
            if (is && whole) {
                names.add(each.name());
                uses.delete(each.line(), each.line());
            } else if (is) {
                runner.defined().forEach(name -> names.add(each.name() + "." + name));
            }
        }
        return names;
    }

    /** Removes imports that only removed lines used; stops at a variable that nothing reads any more. */
    static void tidy(EditedFile file, Uses uses) {
        Set<String> gone = new LinkedHashSet<>();
        StringBuilder left = new StringBuilder();
        for (int line = 1; line <= file.lines(); line++) {
            if (uses.isDone(line)) {
                gone.addAll(Words.names(file.before(line)));
                uses.after()
                        .getOrDefault(line, List.of())
                        .forEach(each -> left.append(each).append('\n'));
            } else {
                left.append(file.before(line)).append('\n');
            }
        }
        for (Import each : imports(file)) {
            if (!uses.isDone(each.line()) && gone.contains(each.name()) && left.indexOf(each.name() + ".") < 0) {
                uses.delete(each.line(), each.line());
            }
        }
        for (int line = 1; line <= file.lines(); line++) {
            for (String name : gone) {
                boolean declares = !uses.isDone(line)
                        && file.before(line)
                                .matches("(?:.*[\\s,])?" + Pattern.quote(name) + "(?:\\s*,[^=]*)?\\s*:=.*|\\s+var\\s+"
                                        + Pattern.quote(name) + "\\b.*");
                if (declares && Words.count(left.toString(), name) == 1) {
                    uses.stop(line, "nothing would read the variable " + name + " any more");
                }
            }
        }
    }
}
