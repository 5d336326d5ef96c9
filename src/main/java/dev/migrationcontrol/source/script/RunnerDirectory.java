package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.source.tree.SourceTree;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directory that a program lists, as its literals say.
 *
 * @param path below the root of the tree; empty where nothing says it
 * @param literals all strings that may name it
 */
record RunnerDirectory(String path, List<String> literals) {
    private static final int MOST = 400;
    private static final int ENOUGH = 4;
    private static final Pattern PATH = Pattern.compile("[\\w.*@~-]++(?:/[\\w.*@~-]++)*+/?");
    private static final Pattern JOINED = Pattern.compile("\\s*+\\)?\\s*+(?:[,/+.]|<>|File\\.separator)\\s*+");
    private static final Pattern BARE = Pattern.compile(
            "go:embed\\s++(\\S++)|(?<![\\w./-])((?:[\\w.-]++/)++)\\*(?:\\.\\w++)?|[)}]/([\\w./-]++)|(?m:^[ \\t]*+(?:export |local |readonly )?+\\w*+=[\"']?(?:\\$\\{\\w++:-)?+([\\w./-]++))");
    private static final Pattern ABOUT =
            Pattern.compile("(?i).*(migrat|sql|schema|delta|patch|upgrade|change|version|update|ddl|evolution).*");
    private static final Pattern NO_DIRECTORY = Pattern.compile(
            "(?i)-.*|.*/-.*|.*\\.(?:[cm]?[jt]sx?|py|rb|php|java|go|cs|exs?|rs|json|ya?ml|toml|env|txt|md|log|com|org|io)$|utf-?8|utf16|ascii|[.*]+\\w{0,6}sql|node:.*|fs|path|pg|\\*+|\\.+|\\d+|sha-?\\d+|md5|hex|base64");
    private static final Pattern NO_PART = Pattern.compile(
            "(?i)[.*]*\\.\\w{1,8}(?:\\.\\w{1,8})?|utf-?8|ascii|\\*|\\d+|(?:.*[^*/])?\\.(?:sql|js|ts|py|json|go|rb|php)");
    private static final Pattern OWN_PLACE = Pattern.compile(
            "__file__|__dirname|__DIR__|import\\.meta|go:embed|include_dir!|dirname|BASH_SOURCE|__FILE__|CARGO_MANIFEST|resources\\.files|PSScriptRoot|rust_embed|RustEmbed|FindBin");
    private static final Pattern IMPORT = Pattern.compile(
            "\\s*+(?:import|from|use|using|package|require|#include|alias|namespace|@import)\\b.*+|.*\\brequire\\(.*+");

    private record Found(String path, int line, int score, boolean strong) {}

    static RunnerDirectory of(SourceTree tree, SourceFile file, SourceText source, HeldMigrations held) {
        int listing = source.lineAt(held.at());
        List<Found> all = found(source, listing);
        Set<String> literals = new LinkedHashSet<>();
        all.forEach(each -> literals.add(each.path().replaceFirst("^(?:\\.{1,2}/)++", "")));
        literals.remove("");
        if (held.kind() != HeldMigrations.Kind.FILES) {
            return new RunnerDirectory("", List.copyOf(literals));
        }
        Places places = new Places(tree, file, source.text());
        String path = all.stream()
                .map(places::placed)
                .filter(each -> each.score() >= ENOUGH && !each.path().isEmpty())
                .filter(each ->
                        each.strong() || BoundedPattern.in(ABOUT, each.path()).matches())
                .max(Comparator.comparingInt(Found::score).thenComparing(each -> -each.line()))
                .map(Found::path)
                .orElse("");
        return new RunnerDirectory(path, List.copyOf(literals));
    }

    private static List<Found> found(SourceText source, int listing) {
        List<Found> all = new ArrayList<>();
        String line = source.line(listing);
        StringBuilder joined = new StringBuilder();
        int start = -1;
        int end = -1;
        String text = source.text();
        for (CodeStrings.Piece piece : CodeStrings.of(text)) {
            scriptIn(piece.content())
                    .ifPresent(path -> add(all, path + "/*.sql", source, piece.start(), line, listing));
            boolean path = piece.content().length() < 160
                    && BoundedPattern.in(PATH, strip(piece.content())).matches()
                    && !BoundedPattern.in(NO_PART, piece.content()).matches();
            boolean follows = end >= 0
                    && piece.start() - end < 40
                    && BoundedPattern.in(JOINED, text.substring(end, piece.start()))
                            .matches();
            if (start >= 0 && !(path && follows)) {
                add(all, joined.toString(), source, start, line, listing);
                start = -1;
            }
            if (path) {
                joined.append(start < 0 ? "" : "/");
                if (start < 0) {
                    joined.setLength(0);
                    start = piece.start();
                }
                joined.append(strip(piece.content()));
                end = closing(text, piece.end());
            }
        }
        if (start >= 0) {
            add(all, joined.toString(), source, start, line, listing);
        }
        Matcher bare = BoundedPattern.in(BARE, text);
        while (bare.find() && all.size() < MOST) {
            for (int group = 1; group <= bare.groupCount(); group++) {
                if (bare.group(group) != null) {
                    add(all, String.valueOf(bare.group(group)), source, bare.start(), line, listing);
                }
            }
        }
        return all;
    }

    /** The directory of a script that is named with it. */
    private static Optional<String> scriptIn(String literal) {
        boolean named = literal.length() < 160
                && literal.endsWith(".sql")
                && BoundedPattern.in(PATH, strip(literal)).matches();
        String directory = SourceFile.parentOf(strip(literal));
        return named && !directory.isEmpty() && !directory.contains("*") ? Optional.of(directory) : Optional.empty();
    }

    private static int closing(String text, int end) {
        int at = end;
        while (at < text.length() && at - end < 3 && "\"'`".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static String strip(String literal) {
        return literal.strip()
                .replaceFirst("^\\$\\{?\\w{0,40}\\}?/", "")
                .replaceFirst("^(?:classpath\\*?:|file:)", "")
                .replaceFirst("^/+", "");
    }

    private static void add(List<Found> all, String literal, SourceText source, int at, String listing, int listed) {
        String path = literal.replaceFirst("/?[^/]*\\*.*$", "")
                .replaceFirst("/+$", "")
                .replaceFirst("^(?:\\./)+", "");
        int line = source.lineAt(at);
        String content = source.line(line);
        boolean embeds = content.contains("go:embed");
        if (path.isEmpty()
                || all.size() >= MOST
                || BoundedPattern.in(NO_DIRECTORY, path).matches()
                || !embeds && BoundedPattern.in(IMPORT, content).matches() && !content.contains("glob")) {
            return;
        }
        String defined = content.strip()
                .replaceFirst(
                        "^(?:(?:private|public|protected|static|final|const|let|var|val|readonly|export|local|my|our|String|string)\\s+)*",
                        "")
                .replaceFirst("^[@$]", "")
                .replaceFirst("(?s)\\W.*$", "");
        boolean used = line != listed && defined.length() > 2 && listing.contains(defined);
        boolean strong = line == listed || embeds || used;
        int score = (strong ? 4 : Math.abs(line - listed) < 4 ? 1 : 0)
                + (literal.contains("*") ? 3 : 0)
                + (content.matches("(?i).{0,200}\\b\\w*(?:dir|path|folder|location|files|root)\\w*\\b.*") ? 2 : 0)
                + (BoundedPattern.in(ABOUT, path).matches() ? 2 : 0);
        all.add(new Found(path, line, score, strong));
    }

    /** Where relative paths of a program lead. */
    private record Places(SourceTree tree, SourceFile file, String text) {
        Optional<String> existing(String path) {
            String plain = path.replaceFirst("^(?:\\.{1,2}/)++", "");
            String at = file.directory();
            Set<String> candidates = new LinkedHashSet<>();
            candidates.add(normal(SourceFile.join(at, path)));
            while (!at.isEmpty()) {
                candidates.add(SourceFile.join(at, plain));
                at = SourceFile.parentOf(at);
            }
            candidates.add(plain);
            String module = file.path().replaceFirst("(^|/)src/(main|test)/.*$", "$1");
            if (!module.equals(file.path())) {
                candidates.add(module + "src/main/resources/" + plain);
                candidates.add(module + "src/test/resources/" + plain);
            }
            return candidates.stream()
                    .filter(tree::isDirectory)
                    .findFirst()
                    .or(() -> plain.contains("/") ? tree.onlyDirectory(plain) : Optional.empty());
        }

        Found placed(Found found) {
            Optional<String> there = existing(found.path());
            return new Found(
                    there.orElseGet(() -> missing(found.path())),
                    found.line(),
                    found.score() + (there.isPresent() ? 3 : 0),
                    found.strong());
        }

        private String missing(String path) {
            if (path.startsWith("..") || BoundedPattern.in(OWN_PLACE, text).find()) {
                boolean above = BoundedPattern.in(Pattern.compile("\\.parent\\.parent|parents\\[1\\]"), text)
                        .find();
                return normal(SourceFile.join(above ? SourceFile.parentOf(file.directory()) : file.directory(), path));
            }
            if (file.path().matches("(?:.*/)?src/main/(?:java|kotlin|scala|groovy)/.*")
                    && text.contains("getResource")) {
                return file.path().replaceFirst("src/main/.*$", "src/main/resources/") + path;
            }
            return normal(path);
        }

        private static String normal(String path) {
            Deque<String> parts = new ArrayDeque<>();
            for (String part : path.split("/")) {
                if (part.equals("..") && !parts.isEmpty()) {
                    parts.removeLast();
                } else if (!part.equals(".") && !part.equals("..") && !part.isEmpty()) {
                    parts.addLast(part);
                }
            }
            return String.join("/", parts);
        }
    }
}
