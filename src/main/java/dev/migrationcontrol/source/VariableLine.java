package dev.migrationcontrol.source;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line with a variable's name in it: what it does with the variable. */
final class VariableLine {
    private static final String READER =
            "(?:environ(?:\\.get)?|getenv\\w*|[gG]et_?env\\w*|LookupEnv|ENV(?:\\.fetch)?|env::var(?:_os)?|get_env|fetch_env!?|GetEnvironmentVariable|Deno\\.env\\.get"
                    + "|\\benv(?:\\.\\w+)?|config|\\$_ENV|\\$_SERVER|BindEnv|env!|option_env!|dotenv!|process\\.env|AliasChoices|requireEnv|mustEnv|getEnv\\w*)";

    private final SourceFile file;
    private final FileRole role;
    private final String line;
    private final String name;

    VariableLine(SourceFile file, FileRole role, String line, String name) {
        this.file = file;
        this.role = role;
        this.line = line;
        this.name = name;
    }

    Optional<VariableUse.Kind> kind(SourceText text, int number) {
        if (role == FileRole.DOCUMENT) {
            return Optional.of(VariableUse.Kind.DOCUMENTS);
        }
        if (isComment()) {
            return isEnvironmentFile() && line.matches("\\s*#\\s*(export )?" + name + "\\s*=.*")
                    ? Optional.of(VariableUse.Kind.DOCUMENTS)
                    : Optional.empty();
        }
        if (sets(text, number)) {
            return Optional.of(VariableUse.Kind.SETS);
        }
        return reads(text, number) ? Optional.of(VariableUse.Kind.READS) : Optional.empty();
    }

    private boolean isComment() {
        return line.matches("^\\s*(#(?!\\[)|//|--|;|\\*|<!--).*");
    }

    boolean isCode() {
        return role == FileRole.APPLICATION || role == FileRole.TEST || role == FileRole.SCRIPT;
    }

    private boolean isEnvironmentFile() {
        String lower = file.name().toLowerCase(Locale.ROOT);
        return lower.startsWith(".env") || lower.endsWith(".env") || lower.contains(".env.");
    }

    /** Whether a script uses the name for itself: it is set there, and neither taken from outside nor handed on. */
    boolean isLocal(VariableUse.Kind kind) {
        if (role != FileRole.SCRIPT && role != FileRole.BUILD || isComment()) {
            return false;
        }
        return kind == VariableUse.Kind.READS
                ? !finds("\\b" + name + "\\s*(?::?[-=?+])") && !finds("\\b" + name + "=")
                : finds("^" + name + "\\s*:{0,3}=(?!=)")
                                && !finds("\\$[{(]?" + name + "\\b")
                                && !finds("^" + name + "=\\S+\\s+[\\w./$]")
                        || finds("^\\s+" + name + "=[^\\s]*$") && role == FileRole.SCRIPT;
    }

    boolean isYaml() {
        return file.extension().equals("yml")
                || file.extension().equals("yaml")
                || file.extension().equals("tpl");
    }

    private boolean reads(SourceText text, int number) {
        String quoted = "[\"'`]" + name + "[\"'`]";
        return finds(READER + "\\s*[(\\[]\\s*(?:[\"'][\\w.-]*[\"']\\s*,\\s*)?" + quoted)
                || finds("(?:process\\.env|import\\.meta\\.env|Bun\\.env|\\benv|\\bENV)\\??\\." + name)
                || finds("\\b(?:env|envconfig|mapstructure)(?:=|:)\"" + name + "\\b")
                || finds("\\b(?:env|alias|validation_alias|envvar|env_var|EnvVars?)\\s*[=:(]\\s*(?:\\w*\\{)?\\s*"
                        + quoted)
                || !interpolates() && finds("\\$\\{?" + name + "\\b")
                || !interpolates() && finds("\\$\\$?[({]" + name + "[)}]")
                || finds("\\$\\{\\{\\s*env\\." + name)
                || finds("\\{\\{\\s*\\.?(?:Env\\.)?" + name)
                || finds("\\{[^{}]*\\}\\s*=\\s*process\\.env") && finds("\\b" + name + "\\b")
                || finds("(?:System\\.get_env|System\\.fetch_env!|ENV\\.fetch|ENV)\\s*[(\\[]?\\s*:?\"" + name)
                || finds("\\b\\w*(?:[eE]nv|ENV)\\w*\\(\\s*" + quoted)
                || role == FileRole.APPLICATION
                        && VariableNames.isUrl(name)
                        && finds("[\"']" + name + "[\"']\\s*(?::|,|=>|\\))")
                        && !isMember(text, number);
    }

    /** In these languages, a name behind a dollar is a variable of the program. */
    private boolean interpolates() {
        return Set.of(
                        "js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "vue", "svelte", "php", "kt", "kts",
                        "scala", "dart")
                .contains(file.extension());
    }

    /** Whether the name stands alone on its line in a list of words, rather than as an argument of a call. */
    private boolean isMember(SourceText text, int number) {
        if (!line.matches("\\s*[\"']" + name + "[\"'],?\\s*(?:(?:#|//).*)?")) {
            return false;
        }
        int before = number - 1;
        while (before > 0 && text.line(before).matches("\\s*(?:[\"'].*|#.*|//.*|)")) {
            before--;
        }
        return before > 0 && text.line(before).strip().matches(".*[\\[{]");
    }

    private boolean sets(SourceText text, int number) {
        if (isCode() || role == FileRole.BUILD) {
            return setsInCode();
        }
        if (isEnvironmentFile()) {
            return finds("^\\s*(?:export\\s+)?" + name + "\\s*=");
        }
        return setsInYaml()
                || file.name().toLowerCase(Locale.ROOT).contains("dockerfile")
                        && finds("^\\s*(?:ENV|ARG)\\s.*\\b" + name + "\\b")
                || finds("\\bname\\s*[:=]\\s*[\"']?" + name + "[\"']?\\s*,?\\s*$")
                || !isYaml() && finds("^\\s*[\"']?" + name + "[\"']?\\s*[:=][^=]")
                || finds("(?:^|\\s)(?:-e|--env|export|env|set)\\s+[\"']?" + name + "=")
                || finds("(?:^|[\\s;&|'\"])" + name + "=\\S")
                || file.extension().equals("properties") && finds("^" + name + "\\s*=") && number <= text.lines();
    }

    private boolean setsInYaml() {
        return isYaml() && finds("^\\s*(?:-\\s*)?[\"']?" + name + "[\"']?\\s*[:=]");
    }

    private boolean setsInCode() {
        String quoted = "[\"'`]" + name + "[\"'`]";
        boolean shell = role == FileRole.SCRIPT
                || role == FileRole.BUILD
                || file.extension().equals("mk");
        return finds("environ\\[\\s*" + quoted + "\\s*\\]\\s*=[^=]")
                || finds(
                        "\\b(?:setdefault|setenv|Setenv|setEnv|set_var|put_env|SetEnvironmentVariable|stubEnv|withEnv)\\s*\\(\\s*"
                                + quoted)
                || finds("putenv\\(\\s*[\"']" + name + "=")
                || finds("process\\.env\\." + name + "\\s*(?:\\?\\?|\\|\\|)?=[^=]")
                || finds("process\\.env\\[\\s*" + quoted + "\\s*\\]\\s*=[^=]")
                || finds("ENV\\[\\s*" + quoted + "\\s*\\]\\s*(?:\\|\\|)?=[^=~]")
                || shell && finds("(?:^|[\\s;&|'\"])(?:export\\s+)?" + name + "\\s*[:?+]?=")
                || file.extension().equals("json") && finds("\"" + name + "\"\\s*:");
    }

    private boolean finds(String regex) {
        return BoundedPattern.in(Patterns.of(regex), line).find();
    }

    String how(VariableUse.Kind kind) {
        return switch (kind) {
            case DOCUMENTS -> "described";
            case READS -> role == FileRole.DEPLOYMENT || role == FileRole.CI ? "passed on" : "read by its name";
            case SETS -> role == FileRole.TEST ? "set by a test" : role == FileRole.CI ? "set for the pipeline" : "set";
        };
    }

    String place(int number) {
        return file.path() + ":" + number;
    }

    /** What the line sets it to; used to judge it, and never kept. */
    Optional<String> value() {
        Matcher value = BoundedPattern.in(Pattern.compile(name + "[\"']?\\]?\\s*[:=]\\s*(\\S.*)$"), line);
        return value.find() ? Optional.of(String.valueOf(value.group(1)).strip()) : Optional.empty();
    }

    private static final class Patterns {
        private static final Map<String, Pattern> KNOWN =
                Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Pattern> eldest) {
                        return size() > 2000;
                    }
                });

        static Pattern of(String regex) {
            return KNOWN.computeIfAbsent(regex, Pattern::compile);
        }
    }
}
