package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.FileMarker;
import dev.migrationcontrol.source.script.ScriptSystem;
import dev.migrationcontrol.source.script.TreeView;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Folders of scripts that Go programs take in when they are built: those that only tests take in are the tests'. */
final class EmbeddedFolders {
    private static final Pattern EMBED = Pattern.compile("(?m)^[ \\t]*+//go:embed[ \\t]++([^\\n]++)");
    private static final int MOST = 2000;

    private final List<Embedding> all = new ArrayList<>();

    /** Where a program takes in the files of a folder. */
    private record Embedding(Pattern files, SourceFile by, int line) {}

    EmbeddedFolders(TreeView view) {
        for (SourceFile file : view.marked(FileMarker.EMBEDS)) {
            if (file.extension().equals("go") && all.size() < MOST) {
                SourceText source = view.text(file);
                Matcher embed = BoundedPattern.in(EMBED, source.text());
                while (embed.find()) {
                    for (String pattern : String.valueOf(embed.group(1)).strip().split("\\s+")) {
                        all.add(new Embedding(files(file, pattern), file, source.lineAt(embed.start(1))));
                    }
                }
            }
        }
    }

    private static Pattern files(SourceFile file, String pattern) {
        String path = SourceFile.join(file.directory(), pattern.replaceAll("^[\"`]?(?:all:)?|[\"`]$", ""));
        String quoted = Pattern.quote(path).replace("*", "\\E[^/]*\\Q").replace("?", "\\E[^/]\\Q");
        return Pattern.compile(quoted + "(?:/.*+)?");
    }

    /** The system, with a sign that it is the tests' where only they take its scripts in. */
    ScriptSystem judged(ScriptSystem system) {
        if (system.scripts().isEmpty()) {
            return system;
        }
        String first = system.scripts().get(0).file();
        List<Embedding> found = all.stream()
                .filter(each -> BoundedPattern.in(each.files(), first).matches())
                .toList();
        return found.isEmpty() || found.stream().anyMatch(each -> FileRole.of(each.by()) != FileRole.TEST)
                ? system
                : system.evidence(ScriptSystem.ONLY_TESTS + found.get(0).by().path() + ":"
                        + found.get(0).line());
    }
}
