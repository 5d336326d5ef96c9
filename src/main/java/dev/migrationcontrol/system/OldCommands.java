package dev.migrationcontrol.system;

import static java.util.Map.entry;

import dev.migrationcontrol.system.MigrationSystem.Commands;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people type for a migration system today, and what takes its place. */
public final class OldCommands {
    private OldCommands() {}

    /** How a migration begins from now on. */
    public static String newScript(String directory) {
        return "a file `" + directory
                + "/V<next>__<what>.sql`, with `U<next>__<what>.sql` next to it as the undo script";
    }

    /** The commands of a system; null where it has none, being a part of a program. */
    public static @Nullable Commands named(String system) {
        return MigrationSystems.find(system).map(MigrationSystem::commands).orElse(null);
    }

    /**
     * Every command next to what takes its place, as Markdown.
     *
     * @param directory of the new scripts
     */
    public static List<Map.Entry<String, String>> replaced(Commands commands, String directory) {
        String environment = "/api/v1/environments/{environment}";
        return Stream.of(
                        replaced(commands.upgrade(), "`POST " + environment + "/upgrades`"),
                        replaced(commands.rollback(), "`POST " + environment + "/rollbacks` with `{\"steps\":1}`"),
                        replaced(commands.status(), "`GET " + environment + "/migrations`"),
                        replaced(commands.create(), newScript(directory)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Map.Entry<String, String>> replaced(@Nullable String old, String by) {
        return old == null ? Optional.empty() : Optional.of(entry(old, by));
    }
}
