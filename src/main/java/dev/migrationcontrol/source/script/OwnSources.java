package dev.migrationcontrol.source.script;

import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recognises trees that are the sources of a migration tool: what runs migrations there is the tool itself. */
final class OwnSources {
    private static final Pattern NAME =
            Pattern.compile("(?m)^[ \\t]*+\"?(?:module|name)\"?[ \\t]*+[:= ][ \\t]*+\"?([^\"\\s,]{1,120})");
    /** Shorter names are words that other programs are called by, too. */
    private static final int LONG = 9;

    private OwnSources() {}

    static boolean isTool(TreeView view) {
        Set<String> tools = MigrationSystems.all().stream()
                .map(MigrationSystem::id)
                .filter(id -> !id.equals(MigrationSystems.CUSTOM))
                .filter(id -> id.contains("-") || id.length() >= LONG)
                .collect(Collectors.toSet());
        return Stream.of("go.mod", "package.json", "Cargo.toml", "pyproject.toml", "composer.json")
                .map(view.tree()::find)
                .flatMap(Optional::stream)
                .anyMatch(file -> {
                    Matcher name = BoundedPattern.in(NAME, view.text(file).text());
                    return name.find()
                            && Arrays.stream(String.valueOf(name.group(1)).split("/"))
                                    .anyMatch(tools::contains);
                });
    }
}
