package dev.migrationcontrol.source;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of flags, properties and fields, as {@code --database-url} and {@code app.db.url}: libraries of many kinds bind
 * them to the variable whose name has the same words. Alone, such a name says nothing; it is taken as a reading only of a
 * variable that the tree sets and that nothing else reads.
 */
final class BoundKeys {
    private static final int MOST = 5_000;
    private static final Set<FileRole> ROLES = Set.of(FileRole.APPLICATION, FileRole.CONFIGURATION, FileRole.BUILD);
    private static final Pattern QUOTED = Pattern.compile(
            "[\"'`](?:--)?([a-z][a-z0-9]{0,40}(?:(?:\\[\\])?[-._:][a-zA-Z0-9]{1,40}){1,8})(?=[\"'` =])");
    private static final Pattern PROPERTY =
            Pattern.compile("^\\s{0,40}([a-z][\\w-]{0,40}(?:\\.[\\w-]{1,40}){1,8})\\s{0,10}[=:]");
    private static final Pattern BOUND = Pattern.compile(
            "\\b(?:env(?:config|ironment)?|mapstructure|koanf|serde|alias|rename)[:=(]\\s{0,4}\"?([a-z][a-z0-9_]{2,60})\"?");

    private final Map<String, VariableUse> keys = new LinkedHashMap<>();

    void line(SourceFile file, FileRole role, String text, int line) {
        if (keys.size() < MOST && ROLES.contains(role)) {
            add(QUOTED, file, text, line);
            add(PROPERTY, file, text, line);
            add(BOUND, file, text, line);
        }
    }

    private void add(Pattern pattern, SourceFile file, String text, int line) {
        Matcher key = BoundedPattern.in(pattern, text);
        while (key.find()) {
            add(String.valueOf(key.group(1)), file, line);
        }
    }

    /** @param key with its words apart by points, hyphens, underscores or capitals */
    void add(String key, SourceFile file, int line) {
        String variable = VariableNames.fromProperty(key);
        if (keys.size() < MOST && VariableNames.isDatabase(variable)) {
            keys.putIfAbsent(
                    variable, new VariableUse(file.path(), line, VariableUse.Kind.READS, "bound to the name " + key));
        }
    }

    /** Adds the readings of variables that are set and that nothing else reads. */
    void bind(VariableScan scan) {
        keys.forEach((variable, use) -> {
            boolean set = scan.has(variable, VariableUse.Kind.SETS);
            if (set && !scan.has(variable, VariableUse.Kind.READS)) {
                scan.add(variable, use);
            }
        });
    }
}
