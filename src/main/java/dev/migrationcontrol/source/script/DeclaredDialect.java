package dev.migrationcontrol.source.script;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kind of database that a system's own file says its scripts are for. */
final class DeclaredDialect {
    private static final Pattern SAID = Pattern.compile("\"?\\b(?:provider|dialect)\"?\\s*[=:]\\s*\"(\\w+)\"");
    private static final Map<String, String> NAMES = Map.of(
            "mysql", "mysql",
            "singlestore", "mysql",
            "sqlite", "sqlite",
            "turso", "sqlite",
            "sqlserver", "sqlserver",
            "mongodb", "mongodb");

    private DeclaredDialect() {}

    static ScriptSystem of(TreeView view, String path, ScriptSystem system) {
        return view.tree()
                .find(path)
                .map(file -> BoundedPattern.in(SAID, view.text(file).text()))
                .filter(Matcher::find)
                .map(said -> NAMES.get(String.valueOf(said.group(1)).toLowerCase(Locale.ROOT)))
                .map(system::inDialect)
                .orElse(system);
    }
}
