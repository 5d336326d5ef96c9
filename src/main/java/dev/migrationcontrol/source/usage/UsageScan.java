package dev.migrationcontrol.source.usage;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Collects where files name migration systems. */
public final class UsageScan {
    private static final int MOST = 3000;
    private static final Pattern IMPORT = Pattern.compile(
            "^\\s*+(import\\b|from\\s++\\S++\\s++import|use\\s|using\\s|require|include|.*?\\brequire\\(|\"[\\w./-]++\"$|\\w++\\s++\"[\\w./-]++\"$|extern crate|#include)");
    private static final Pattern COMMENT = Pattern.compile("^\\s*(#(?!\\[)|//|\\*|/\\*|--|<!--|;|\"\"\"|''')");
    private static final Pattern CALL = Pattern.compile(
            "\\w\\s*\\(|\\brun:|\\bcommand|\\bscript|^\\s*-\\s|&&|\\$\\(|RUN |CMD |ENTRYPOINT|\\bup\\b|upgrade|deploy|migrate|maintain_test_schema");

    private final Map<MigrationSystem, List<Usage>> found = new LinkedHashMap<>();

    public void add(MigrationSystem tool, SourceFile file, FileRole role, SourceText text, int line) {
        List<Usage> usages = found.computeIfAbsent(tool, first -> new ArrayList<>());
        Usage last = usages.isEmpty() ? null : usages.get(usages.size() - 1);
        boolean known = last != null && last.line() == line && last.file().equals(file.path());
        String content = text.line(line);
        if (!known && usages.size() < MOST && isNamedIn(tool, content)) {
            usages.add(usage(file, role, content, line));
        }
    }

    /** Whether a line with one of the system's words is about the system. */
    public static boolean isNamedIn(MigrationSystem tool, String line) {
        Pattern named = tool.tree() == null ? null : tool.tree().named();
        // What another dependency needs is not what the project uses.
        return named != null
                && !line.endsWith("// indirect")
                && BoundedPattern.in(named, line).find();
    }

    public static Usage usage(SourceFile file, FileRole role, String content, int line) {
        return new Usage(file.path(), line, role, kind(role, content), shortened(content));
    }

    private static Usage.Kind kind(FileRole role, String line) {
        if (role == FileRole.DOCUMENT
                || role == FileRole.OTHER
                || BoundedPattern.in(COMMENT, line).find()) {
            return Usage.Kind.NAMES;
        }
        if (role != FileRole.BUILD && BoundedPattern.in(IMPORT, line).find()) {
            return Usage.Kind.IMPORTS;
        }
        boolean configures = role == FileRole.CONFIGURATION
                || role == FileRole.BUILD && !line.matches(".*\\b(up|upgrade|deploy|migrate|run|apply)\\b.*");
        if (configures) {
            return Usage.Kind.CONFIGURES;
        }
        return BoundedPattern.in(CALL, line).find() ? Usage.Kind.CALLS : Usage.Kind.NAMES;
    }

    private static final Pattern URL_PASSWORD = Pattern.compile("(://[^:/@\\s]*:)[^@\\s]+@");

    /** What the report quotes of a line; a password in a URL is left out. */
    static String shortened(String line) {
        String text = BoundedPattern.in(URL_PASSWORD, line.strip()).replaceAll("$1…@");
        boolean secret = text.matches("(?i).*(password|passwd|secret|token|api_?key)\\S*\\s*[:=].*");
        return secret ? "" : text.length() > 120 ? text.substring(0, 119) + "…" : text;
    }

    public Map<MigrationSystem, List<Usage>> found() {
        return found;
    }
}
