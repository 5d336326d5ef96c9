package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides which lines of a file use a runner: names alone prove little, so an import or one package has to join them. */
public record RunnerImports(CustomRunner runner, SourceFile file) {
    private static final Set<String> PACKAGED = Set.of(
            "go", "java", "kt", "scala", "groovy", "cs", "fs", "php", "rb", "rake", "ex", "exs", "rs", "sh", "bash");
    private static final Pattern IMPORT = Pattern.compile(
            "\\s*+(?:(?:export\\s++)?import\\b|from\\b|export\\b.*\\bfrom\\b|use\\b|using\\b|alias\\b|(?:pub(?:\\(crate\\))?\\s++)?mod\\b|\"[\\w./-]++\"\\s*+;?$|\\w++\\s++\"[\\w./-]++\"$|require|include|source\\b|\\.\\s|autoload).*|.*(?:\\brequire\\(|\\bimport\\().*");
    private static final Pattern PATHS = Pattern.compile("[\\w@~.-]*+(?:[\\\\/.:]++[\\w-]++)*+");
    private static final Set<String> INDEX = Set.of("index", "__init__", "mod", "lib", "main", "__main__", "init");
    private static final int DISTINCT = 8;

    /** A name by which a runner is used. */
    public record Name(String text, Kind kind) {
        /** What a name is of. */
        public enum Kind {
            FILE,
            MODULE,
            TYPE,
            FUNCTION
        }
    }

    /** The names of a runner to look for. */
    public static List<Name> names(CustomRunner runner) {
        Set<Name> names = new LinkedHashSet<>();
        runner.entries().forEach(file -> names.add(new Name(file.name(), Name.Kind.FILE)));
        for (SourceFile file : runner.entries()) {
            String stem = stem(file);
            String directory = last(file.directory());
            if (!INDEX.contains(stem)) {
                names.add(new Name(stem, Name.Kind.MODULE));
            }
            if ((INDEX.contains(stem) || file.extension().equals("go")) && !directory.isEmpty()) {
                names.add(new Name(directory, Name.Kind.MODULE));
            }
        }
        runner.names().types().forEach(type -> names.add(new Name(type, Name.Kind.TYPE)));
        runner.names().functions().forEach(function -> names.add(new Name(function, Name.Kind.FUNCTION)));
        names.add(new Name(runner.name(), Name.Kind.FUNCTION));
        return names.stream()
                .filter(name -> name.text().length() > 1 && name.text().chars().allMatch(c -> c < 128))
                .toList();
    }

    /** @param found names by their line */
    public Set<Integer> lines(SourceText text, SortedMap<Integer, List<Name>> found) {
        FileRole role = FileRole.of(file);
        Set<Integer> used = new TreeSet<>();
        boolean code = role == FileRole.APPLICATION || role == FileRole.TEST || role == FileRole.SCRIPT;
        boolean joined = code && isPackageMate();
        Set<Integer> packages = new TreeSet<>();
        for (Map.Entry<Integer, List<Name>> each : found.entrySet()) {
            String line = text.line(each.getKey());
            if (imports(line, each.getValue())) {
                (file.extension().equals("go") ? packages : used).add(each.getKey());
                joined = true;
            } else if (runs(line, each.getValue())) {
                used.add(each.getKey());
            }
        }
        for (Map.Entry<Integer, List<Name>> each : found.entrySet()) {
            String line = text.line(each.getKey());
            boolean calls = each.getValue().stream().anyMatch(name -> isUse(name, code));
            boolean alone = joined || each.getValue().stream().anyMatch(name -> isDistinct(name, line));
            if (calls && alone) {
                used.add(each.getKey());
            }
        }
        if (!used.isEmpty()) {
            used.addAll(packages);
        }
        return used;
    }

    private boolean isUse(Name name, boolean code) {
        return name.kind() == Name.Kind.TYPE
                || name.kind() == Name.Kind.FUNCTION
                        && code
                        && (RunnerNames.isTelling(name.text()) || name.text().equals(runner.name()));
    }

    /** Whether a class's name is hardly another one's, or is said with its module, or a method's is hardly another one's. */
    private boolean isDistinct(Name name, String line) {
        if (name.kind() == Name.Kind.TYPE) {
            return name.text().length() >= DISTINCT
                            && !name.text()
                                    .matches(
                                            "(?i)migrations?|database|migrator|repository|connection|postgres\\w*|settings")
                    || isQualified(name, line);
        }
        return name.kind() == Name.Kind.FUNCTION
                && name.text().length() > DISTINCT
                && PACKAGED.contains(file.extension())
                && sameLanguage()
                && line.contains("." + name.text() + "(")
                && !name.text().matches("(?i)(?:run|apply|get|do)?migrat(?:e|ions?)\\w{0,5}|schemaversion");
    }

    /** As {@code Database::Migrator} and {@code database.Migrator} in {@code database/migrator}. */
    private boolean isQualified(Name name, String line) {
        int at = line.indexOf(name.text());
        String before = at < 1 ? "" : line.substring(0, at).replaceFirst("(?:::|[.\\\\])$", "");
        String module = before.replaceFirst("^.*\\W", "");
        return sameLanguage()
                && before.length() < at
                && runner.files().stream().anyMatch(each -> same(module, last(each.directory())));
    }

    private boolean isPackageMate() {
        boolean together =
                runner.files().stream().anyMatch(each -> each.directory().equals(file.directory()));
        return together
                && PACKAGED.contains(file.extension())
                && runner.file().extension().equals(file.extension());
    }

    private boolean imports(String line, List<Name> names) {
        if (!BoundedPattern.in(IMPORT, line).matches()) {
            return false;
        }
        boolean distinct = names.stream()
                .filter(name -> name.kind() == Name.Kind.TYPE || name.kind() == Name.Kind.FUNCTION)
                .anyMatch(name -> name.text().length() >= DISTINCT);
        boolean module =
                names.stream().anyMatch(name -> name.kind() == Name.Kind.MODULE || name.kind() == Name.Kind.FILE);
        return distinct && sameLanguage() || module && paths(line).anyMatch(this::leadsToIt);
    }

    private boolean sameLanguage() {
        return RunnerLanguage.of(file).equals(RunnerLanguage.of(runner.file()));
    }

    private static java.util.stream.Stream<String> paths(String line) {
        List<String> all = new ArrayList<>();
        Matcher paths = BoundedPattern.in(PATHS, line);
        String from = "";
        while (paths.find()) {
            String path = paths.group();
            if (path.isEmpty() || path.matches("import|from|use|as|require|const|let|export|static")) {
                continue;
            }
            all.add(path);
            if (line.stripLeading().startsWith("from ")) {
                if (from.isEmpty()) {
                    from = path;
                } else {
                    all.add(from + "." + path);
                }
            }
        }
        return all.stream();
    }

    /** Whether the last parts of an imported path are those of one of the runner's files, or of its package. */
    private boolean leadsToIt(String path) {
        return runner.entries().stream()
                .anyMatch(target -> leadsTo(path, target)
                        || path.matches(".*[.:/\\\\].*")
                                && leadsTo(path.replaceFirst("[.:/\\\\]+[^.:/\\\\]*$", ""), target));
    }

    private boolean leadsTo(String path, SourceFile target) {
        String whole = target.path().replaceFirst("\\.\\w+$", "");
        String stem = stem(target);
        boolean isPackage = INDEX.contains(stem) || target.extension().equals("go");
        String wanted = isPackage ? target.directory() : whole;
        String plain = path.replaceFirst("\\.(?:[cm]?[jt]sx?|py|rb|php|sh)$", "");
        if (plain.startsWith("./") || plain.startsWith("../")) {
            return resolved(plain).equals(wanted) || resolved(plain).equals(whole);
        }
        List<String> parts = Arrays.stream(plain.split("[\\\\/.:]+"))
                .filter(part -> !part.isEmpty() && !part.matches("[@~]|crate|self|super|src|app|lib|internal|pkg"))
                .toList();
        if (parts.isEmpty()) {
            return false;
        }
        String[] own = wanted.split("/");
        int count = Math.min(Math.min(parts.size(), own.length), 2);
        for (int i = 1; i <= count; i++) {
            if (!same(parts.get(parts.size() - i), own[own.length - i])) {
                return i == 2 && own[own.length - 2].matches("src|app|lib|internal|pkg|main");
            }
        }
        return !target.extension().equals("go") || parts.size() > 1;
    }

    private static boolean same(String one, String two) {
        return one.replace("_", "")
                .replace("-", "")
                .toLowerCase(Locale.ROOT)
                .equals(two.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT));
    }

    private String resolved(String path) {
        List<String> parts = new ArrayList<>(Arrays.asList(file.directory().split("/")));
        for (String part : path.split("/")) {
            if (part.equals("..") && !parts.isEmpty()) {
                parts.remove(parts.size() - 1);
            } else if (!part.equals(".") && !part.equals("..")) {
                parts.add(part);
            }
        }
        return String.join("/", parts).replaceFirst("^/", "");
    }

    /** Whether a line names the file itself, as commands, pipelines and documents do, or a module as a program. */
    private boolean runs(String line, List<Name> names) {
        return runner.entries().stream().anyMatch(target -> {
            String parent = last(target.directory());
            boolean named = names.stream()
                    .anyMatch(
                            name -> name.kind() == Name.Kind.FILE && name.text().equals(target.name()));
            int at = line.indexOf(target.name());
            if (named && at >= 0) {
                String before = line.substring(0, at);
                return !before.endsWith("/")
                        || parent.isEmpty()
                        || before.endsWith(parent + "/")
                        || before.endsWith("./");
            }
            String dotted = target.path().replaceFirst("\\.\\w+$", "").replace('/', '.');
            String two = dotted.replaceFirst("^.*\\.(?=[^.]*\\.[^.]*$)", "");
            return two.contains(".") && line.contains(two) || isProgram(target) && line.contains(target.directory());
        });
    }

    private boolean isProgram(SourceFile target) {
        return runner.names().program() && target.directory().contains("/") && INDEX.contains(stem(target));
    }

    private static String stem(SourceFile file) {
        return file.name().replaceFirst("\\.\\w+$", "");
    }

    private static String last(String directory) {
        return directory.substring(directory.lastIndexOf('/') + 1);
    }
}
