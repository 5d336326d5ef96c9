package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.FileMarker;
import dev.migrationcontrol.source.script.TreeView;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Code that makes names of variables from other names, so that no variable is spelled out anywhere. */
final class ComputedNames {
    private static final Pattern UPPER_JOIN = Pattern.compile(
            "(?:to_?upper(?:case)?|upper|upcase)\\([^\\n]{0,80}(?:join|replace\\w*)\\([^\\n]{0,80}[\"'`]_[\"'`]"
                    + "|(?:join|replace\\w*|gsub)\\([^\\n]{0,80}[\"'`]_[\"'`][^\\n]{0,40}\\.(?:to_?upper(?:case)?|upper|upcase)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ENVIRONMENT =
            Pattern.compile("env(?:iron|Key|_key|Name|_name|Var|_var|Value|_value|\\b)", Pattern.CASE_INSENSITIVE);

    private ComputedNames() {}

    /** The first place, as file and line; null where there is none. */
    static @Nullable String in(TreeView view) {
        for (SourceFile file : view.marked(FileMarker.COMPUTES_NAMES)) {
            SourceText text = view.text(file);
            Matcher joined = BoundedPattern.in(UPPER_JOIN, text.text());
            boolean code = FileRole.of(file) == FileRole.APPLICATION;
            if (code && joined.find()) {
                int line = text.lineAt(joined.start());
                StringBuilder around = new StringBuilder();
                for (int near = Math.max(1, line - 3); near <= Math.min(text.lines(), line + 3); near++) {
                    around.append(text.line(near)).append('\n');
                }
                if (BoundedPattern.in(ENVIRONMENT, around).find()) {
                    return file.path() + ":" + line;
                }
            }
        }
        return null;
    }
}
