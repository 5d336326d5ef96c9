package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement that imports a runner.
 *
 * @param names by which the file calls what it imports of it
 * @param left the statement without them; empty where nothing else is imported
 */
record RunnerImport(Set<String> names, String left) {
    private static final Pattern PYTHON_FROM =
            Pattern.compile("^from\\s++(\\.*+[\\w.]*+)\\s++import\\s++\\(?([\\w\\s,.*]++)\\)?(?:\\s*+#.*)?$");
    private static final Pattern PYTHON_IMPORT =
            Pattern.compile("^import\\s++([\\w.]++)(?:\\s++as\\s++(\\w++))?(?:\\s*+#.*)?$");
    private static final Pattern SCRIPT_FROM = Pattern.compile(
            "^import\\s++(?:type\\s++)?(?:(\\w++)\\s*+,?\\s*+)?(?:\\*\\s*+as\\s++(\\w++)|\\{([^{}]*+)\\})?\\s*+(?:from\\s*+)?[\"']([^\"']++)[\"']$");
    private static final Pattern SCRIPT_EXPORT =
            Pattern.compile("^export\\s++(?:\\*|\\{[^{}]*+\\})\\s*+from\\s*+[\"']([^\"']++)[\"']$");
    private static final Pattern SCRIPT_REQUIRE = Pattern.compile(
            "^(?:const|let|var)\\s++(?:(\\w++)|\\{([^{}]*+)\\})\\s*+=\\s*+(?:await\\s++import|require)\\s*+\\(\\s*+[\"']([^\"']++)[\"']\\s*+\\)(?:\\.(\\w++))?$");
    private static final Pattern REQUIRED = Pattern.compile(
            "^(?:require|require_relative|require_once|include|include_once)\\b\\s*+\\(?\\s*+(?:(?:__DIR__|dirname\\(__FILE__\\))\\s*+\\.\\s*+)?[\"']([^\"']++)[\"']\\s*+\\)?$");
    private static final Pattern QUALIFIED =
            Pattern.compile("^(?:import|use|alias)\\s++(?:static\\s++)?([\\w.:\\\\]++)(?:\\s++as\\s++(\\w++))?$");
    private static final Pattern RUST_MODULE = Pattern.compile("^(?:pub(?:\\([a-z]++\\))?\\s++)?mod\\s++(\\w++)$");
    private static final Pattern RUST_USE = Pattern.compile("^use\\s++([\\w:]++)(?:\\{([^{}]*+)\\})?$");

    /** Empty where the statement imports nothing of the runner. */
    static Optional<RunnerImport> of(CodeLanguage language, SourceFile importer, RunnerNames runner, String statement) {
        return switch (language) {
            case PYTHON -> python(importer, runner, statement);
            case JAVASCRIPT -> script(importer, runner, statement);
            case RUBY -> required(importer, runner, statement);
            case PHP -> required(importer, runner, statement).or(() -> qualified(runner, statement));
            case RUST -> rust(runner, statement);
            case JAVA, KOTLIN, SCALA, ELIXIR -> qualified(runner, statement);
            case GO, CSHARP -> Optional.empty();
        };
    }

    private static Optional<RunnerImport> python(SourceFile importer, RunnerNames runner, String statement) {
        Matcher whole = BoundedPattern.in(PYTHON_IMPORT, statement);
        if (whole.matches()) {
            String module = String.valueOf(whole.group(1));
            boolean is = isPythonModule(importer, runner, module);
            return is
                    ? Optional.of(new RunnerImport(Set.of(whole.group(2) == null ? module : whole.group(2)), ""))
                    : Optional.empty();
        }
        Matcher from = BoundedPattern.in(PYTHON_FROM, statement);
        if (!from.matches()) {
            return Optional.empty();
        }
        String module = String.valueOf(from.group(1));
        boolean all = isPythonModule(importer, runner, module);
        List<String> kept = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (String item : String.valueOf(from.group(2)).split(",")) {
            String[] words = item.strip().split("\\s+");
            if (words[0].isEmpty()) {
                continue;
            }
            boolean submodule = isPythonModule(importer, runner, module + (module.endsWith(".") ? "" : ".") + words[0]);
            if (all || submodule || runner.telling().contains(words[0])) {
                names.add(words[words.length - 1]);
            } else {
                kept.add(item.strip());
            }
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new RunnerImport(
                        names, kept.isEmpty() ? "" : "from " + module + " import " + String.join(", ", kept)));
    }

    private static boolean isPythonModule(SourceFile importer, RunnerNames runner, String module) {
        int dots = module.length() - module.replaceFirst("^\\.+", "").length();
        String slashed = module.substring(dots).replace('.', '/');
        if (dots == 0) {
            return runner.isModule(slashed)
                    || slashed.equals(runner.stem())
                            && (runner.file().directory().isEmpty()
                                    || runner.file().directory().equals(importer.directory()));
        }
        String base = importer.directory();
        for (int i = 1; i < dots; i++) {
            base = SourceFile.parentOf(base);
        }
        return SourceFile.join(base, slashed).equals(runner.module());
    }

    private static Optional<RunnerImport> script(SourceFile importer, RunnerNames runner, String statement) {
        Matcher from = BoundedPattern.in(SCRIPT_FROM, statement);
        if (from.matches()) {
            return isScript(importer, runner, String.valueOf(from.group(4)))
                    ? Optional.of(new RunnerImport(names(from.group(1), from.group(2), from.group(3)), ""))
                    : shared(runner, statement, from.group(3));
        }
        Matcher export = BoundedPattern.in(SCRIPT_EXPORT, statement);
        if (export.matches() && isScript(importer, runner, String.valueOf(export.group(1)))) {
            return Optional.of(new RunnerImport(Set.of(), ""));
        }
        Matcher require = BoundedPattern.in(SCRIPT_REQUIRE, statement);
        return require.matches() && isScript(importer, runner, String.valueOf(require.group(3)))
                ? Optional.of(new RunnerImport(names(require.group(1), null, require.group(2)), ""))
                : Optional.empty();
    }

    /** A list of names of another module that hands on those of the runner. */
    private static Optional<RunnerImport> shared(RunnerNames runner, String statement, @Nullable String list) {
        Set<String> names = new LinkedHashSet<>();
        List<String> kept = new ArrayList<>();
        for (String item : list == null ? new String[0] : list.split(",")) {
            String[] words = item.strip().split("\\s+as\\s+");
            if (runner.telling().contains(words[0])) {
                names.add(words[words.length - 1]);
            } else if (!item.isBlank()) {
                kept.add(item.strip());
            }
        }
        int open = statement.indexOf('{');
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new RunnerImport(
                        names,
                        kept.isEmpty() && statement.matches("import\\s+(?:type\\s+)?\\{.*")
                                ? ""
                                : statement.substring(0, open + 1) + " " + String.join(", ", kept) + " "
                                        + statement.substring(statement.indexOf('}')) + ";"));
    }

    private static Set<String> names(@Nullable String one, @Nullable String all, @Nullable String list) {
        Set<String> names = new LinkedHashSet<>();
        names.add(String.valueOf(one));
        names.add(String.valueOf(all));
        for (String item : String.valueOf(list).split(",")) {
            String[] words = item.strip().split("\\s+as\\s+|\\s*:\\s*");
            names.add(words[words.length - 1].strip());
        }
        names.remove("null");
        names.remove("");
        return names;
    }

    private static boolean isScript(SourceFile importer, RunnerNames runner, String name) {
        String plain = name.replaceFirst("\\.[cm]?[jt]sx?$", "");
        String module = runner.module().replaceFirst("/index$", "");
        if (!plain.startsWith(".")) {
            int slash = plain.indexOf('/');
            return slash > 0 && slash + 1 < plain.length() && ("/" + module).endsWith(plain.substring(slash));
        }
        return resolved(importer.directory(), plain).equals(module);
    }

    static String resolved(String directory, String relative) {
        List<String> path = new ArrayList<>(directory.isEmpty() ? List.of() : List.of(directory.split("/")));
        for (String part : relative.split("/")) {
            if (part.equals("..")) {
                if (path.isEmpty()) {
                    return "";
                }
                path.remove(path.size() - 1);
            } else if (!part.equals(".") && !part.isEmpty()) {
                path.add(part);
            }
        }
        return String.join("/", path);
    }

    private static Optional<RunnerImport> required(SourceFile importer, RunnerNames runner, String statement) {
        Matcher required = BoundedPattern.in(REQUIRED, statement);
        if (!required.matches()) {
            return Optional.empty();
        }
        String name = String.valueOf(required.group(1))
                .replaceFirst("\\.(?:rb|php)$", "")
                .replaceFirst("^/", "");
        boolean is = resolved(importer.directory(), name).equals(runner.module())
                || runner.isModule(name)
                || name.equals(runner.stem());
        return is ? Optional.of(new RunnerImport(runner.defined(), "")) : Optional.empty();
    }

    private static Optional<RunnerImport> qualified(RunnerNames runner, String statement) {
        Matcher qualified = BoundedPattern.in(QUALIFIED, statement);
        if (!qualified.matches()) {
            return Optional.empty();
        }
        String[] parts = String.valueOf(qualified.group(1)).split("[.:\\\\]+");
        String last = parts[parts.length - 1];
        boolean is = runner.defined().contains(last) && Character.isUpperCase(last.charAt(0));
        boolean member = parts.length > 1 && runner.defined().contains(parts[parts.length - 2]);
        String name = qualified.group(2) == null ? last : qualified.group(2);
        return is || member ? Optional.of(new RunnerImport(Set.of(name), "")) : Optional.empty();
    }

    private static Optional<RunnerImport> rust(RunnerNames runner, String statement) {
        Matcher module = BoundedPattern.in(RUST_MODULE, statement);
        String name = runner.stem().equals("mod") ? runner.file().directory().replaceFirst("^.*/", "") : runner.stem();
        if (module.matches() && name.equals(module.group(1))) {
            return Optional.of(new RunnerImport(Set.of(name), ""));
        }
        Matcher use = BoundedPattern.in(RUST_USE, statement);
        if (!use.matches()) {
            return Optional.empty();
        }
        List<String> parts = List.of(String.valueOf(use.group(1)).split("::"));
        int at = parts.indexOf(name);
        if (at < 0) {
            return Optional.empty();
        }
        return Optional.of(new RunnerImport(
                use.group(2) == null ? Set.of(parts.get(parts.size() - 1)) : names(null, null, use.group(2)), ""));
    }
}
