package dev.migrationcontrol.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.flywaydb.core.internal.util.StringUtils;

/** What the names of files say: whether Flyway would run one, and which look like migrations and are none. */
final class ScriptNames {
    /** How many ignored files are named; the others are counted. */
    static final int MOST_NAMED = 20;

    private static final String SETTINGS = ".conf";

    private final String[] suffixes;
    private final List<ResourceNameParser> parsers;

    ScriptNames(FluentConfiguration versioned, FluentConfiguration undo) {
        this.suffixes = versioned.getSqlMigrationSuffixes();
        this.parsers = List.of(new ResourceNameParser(versioned), new ResourceNameParser(undo));
    }

    /** Whether a file of this name is a script or a callback. */
    boolean isScript(String file) {
        return StringUtils.startsAndEndsWith(file, "", suffixes)
                && parsers.stream().anyMatch(parser -> parser.parse(file).isValid());
    }

    /** The first script that is there by its name and cannot be read. */
    Optional<ScriptListing.Odd> unreadable(ScriptListing listing) {
        Set<String> names = listing.files().stream().map(ScriptFile::name).collect(Collectors.toSet());
        return listing.odd().stream()
                .filter(odd -> isScript(odd.file().fileName()) || isSettings(odd.file(), names))
                .findFirst();
    }

    /** Files that look like migrations and are not among those that are used. */
    List<IgnoredFile> ignored(ScriptListing listing, Set<String> used) {
        List<IgnoredFile> ignored = new ArrayList<>();
        for (ScriptFile file : listing.files()) {
            if (!used.contains(file.name())) {
                why(file, used)
                        .ifPresent(why -> ignored.add(new IgnoredFile(
                                file.name(), ScriptPaths.printable(file.name()) + " is never run: " + why + ".")));
            }
        }
        for (ScriptListing.Odd odd : listing.odd()) {
            ignored.add(new IgnoredFile(
                    odd.file().name(), ScriptPaths.printable(odd.file().name()) + " " + odd.why() + "."));
        }
        return bounded(ignored);
    }

    private static Optional<String> why(ScriptFile file, Set<String> used) {
        String name = file.name();
        if (!name.endsWith(SETTINGS)) {
            return Misnaming.of(file.fileName());
        }
        String script = name.substring(0, name.length() - SETTINGS.length());
        if (used.contains(script) || Misnaming.of(file.fileName()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "it holds the settings of no script, whose name is that of the script and .conf after it, as in"
                        + " V1__name.sql.conf");
    }

    /** Flyway looks for settings next to every file. */
    private boolean isSettings(ScriptFile file, Set<String> names) {
        String name = file.name();
        String script = name.substring(0, Math.max(0, name.length() - SETTINGS.length()));
        return name.endsWith(SETTINGS)
                && (names.contains(script) || isScript(script.substring(script.lastIndexOf('/') + 1)));
    }

    private static List<IgnoredFile> bounded(List<IgnoredFile> ignored) {
        if (ignored.size() <= MOST_NAMED) {
            return List.copyOf(ignored);
        }
        List<IgnoredFile> first = new ArrayList<>(ignored.subList(0, MOST_NAMED));
        first.add(new IgnoredFile(
                null, (ignored.size() - MOST_NAMED) + " more files look like migrations and are never run."));
        return List.copyOf(first);
    }
}
