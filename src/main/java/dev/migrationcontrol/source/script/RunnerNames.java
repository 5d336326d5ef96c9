package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names by which other files use a runner.
 *
 * @param modules names of its files without their endings
 * @param types its classes, modules and structs
 * @param functions its functions that others may call, without the common ones
 * @param records the function that writes down what ran; empty where no name was found
 * @param program whether it can be started by itself
 */
public record RunnerNames(
        List<String> modules, List<String> types, List<String> functions, String records, boolean program) {
    private static final int MOST = 12;
    private static final Pattern TYPE = Pattern.compile(
            "(?m)^[ \\t]*+(?:(?:export|public|internal|final|default|abstract|sealed|static|open|data|pub|partial|readonly)(?:\\(crate\\))?\\s++)*+(?:class|object|struct|defmodule|module|type|trait|interface|record|impl|package(?=\\s++\\w++::))\\s++([\\w.:]*?)(\\w++)(?=[\\s({<;]|:(?!:)|$)");
    private static final Pattern PROGRAM = Pattern.compile(
            "(?m)__name__\\s*==|^func main\\(|public static (?:async )?(?:void|Task|int) [Mm]ain\\(|\\bfun main\\(|^#!|\\bfn main\\(|require\\.main\\b|import\\.meta\\.main|process\\.argv|\\$0\\s*==|__FILE__ == \\$|\\bMain\\(string");
    private static final Set<String> COMMON = Set.of(
            "main",
            "run",
            "init",
            "up",
            "down",
            "new",
            "get",
            "set",
            "list",
            "read",
            "load",
            "execute",
            "apply",
            "close",
            "open",
            "setup",
            "start",
            "constructor",
            "__init__",
            "connect",
            "handle",
            "exec",
            "query",
            "log",
            "if",
            "for",
            "while",
            "switch",
            "catch",
            "function",
            "return",
            "initialize",
            "test",
            "get_connection",
            "connection",
            "call",
            "perform",
            "else",
            "require",
            "import",
            "string",
            "index",
            "default",
            "mod",
            "lib",
            "db",
            "database",
            "pool",
            "client");

    public RunnerNames {
        modules = List.copyOf(modules);
        types = List.copyOf(types);
        functions = List.copyOf(functions);
    }

    static RunnerNames of(List<SourceFile> files, List<String> texts, String records) {
        Set<String> modules = new LinkedHashSet<>();
        Set<String> types = new LinkedHashSet<>();
        Set<String> functions = new LinkedHashSet<>();
        boolean program = false;
        for (int i = 0; i < files.size(); i++) {
            SourceFile file = files.get(i);
            String text = texts.get(i);
            boolean script = RunnerLanguage.of(file).extensions().contains("sh");
            modules.add(script ? file.name() : file.name().replaceFirst("\\.\\w+$", ""));
            types.addAll(types(text));
            RunnerLanguage language = RunnerLanguage.of(file);
            collect(functions, BoundedPattern.in(language.defines(), text), 1);
            program |= BoundedPattern.in(PROGRAM, text).find()
                    || language.extensions().contains("sh");
        }
        functions.removeAll(types);
        return new RunnerNames(
                new ArrayList<>(modules), new ArrayList<>(types), new ArrayList<>(functions), records, program);
    }

    static Set<String> types(String text) {
        Set<String> types = new LinkedHashSet<>();
        collect(types, BoundedPattern.in(TYPE, text), 2);
        return types;
    }

    private static void collect(Set<String> names, Matcher matcher, int group) {
        while (matcher.find() && names.size() < MOST) {
            String found = matcher.group(group) == null && matcher.groupCount() > group
                    ? matcher.group(2)
                    : matcher.group(group);
            String name = found == null ? null : found.substring(found.lastIndexOf('.') + 1);
            if (name != null
                    && name.length() > 2
                    && name.length() < 80
                    && !COMMON.contains(name.toLowerCase(Locale.ROOT))
                    && name.chars().allMatch(c -> c < 128)) {
                names.add(name);
            }
        }
    }

    /** The class, the function or the file that the runner is called by. */
    String title() {
        String module = modules.get(0);
        if (module.matches(".*\\.(?:sh|bash|ps1)")) {
            return module;
        }
        return types.stream()
                .filter(RunnerNames::isTelling)
                .findFirst()
                .or(() -> types.stream()
                        .filter(type -> plain(type).equals(plain(module)))
                        .findFirst())
                .or(() -> functions.stream()
                        .filter(RunnerNames::isTelling)
                        .filter(name -> !name.matches(".*\\d.*"))
                        .findFirst())
                .or(() -> types.stream().findFirst())
                .or(() -> Optional.of(records).filter(name -> functions.isEmpty() && !name.isEmpty()))
                .orElse(module);
    }

    private static String plain(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    static boolean isTelling(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".{0,60}(migrat|runner|upgrad|schema|patch|apply|version).{0,60}");
    }
}
