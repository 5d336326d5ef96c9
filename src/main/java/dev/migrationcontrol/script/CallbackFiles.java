package dev.migrationcontrol.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;

/** The callbacks of an environment's locations, found and ordered as Flyway Core 13 finds and orders them. */
final class CallbackFiles {
    private static final List<String> SHELL = List.of("cmd", "bat", "ps1", "py", "sh", "bash");

    private final Configuration configuration;
    private final ResourceProvider files;
    private final ResourceNameParser names;

    CallbackFiles(Configuration configuration, ResourceProvider files) {
        this.configuration = configuration;
        this.files = files;
        this.names = new ResourceNameParser(configuration);
    }

    /**
     * SQL callbacks, in the order in which those of one event run: by their descriptions.
     *
     * @throws FlywayException when two have one name, in different folders
     */
    List<Callback> sql() {
        Map<String, Callback> found = new LinkedHashMap<>();
        for (LoadableResource file : files.getResources("", configuration.getSqlMigrationSuffixes())) {
            ResourceName name = names.parse(file.getFilename());
            Event event = name.isValid() ? Event.fromId(name.getPrefix()) : null;
            if (event != null) {
                Callback callback = new Callback(event, name.getDescription(), file.getRelativePath());
                Callback same = found.putIfAbsent(name.getFilenameWithoutSuffix(), callback);
                if (same != null) {
                    throw new FlywayException("Two callbacks have the same name: " + same.script() + " and "
                            + callback.script() + ". Rename one of them.");
                }
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing(Callback::event).thenComparing(Callback::description))
                .toList();
    }

    /** Names of callbacks that an interpreter of the machine runs. */
    List<String> shell() {
        List<String> found = new ArrayList<>();
        String[] suffixes = SHELL.stream().map(each -> "." + each).toArray(String[]::new);
        for (LoadableResource file : files.getResources("", new String[] {""})) {
            ResourceName name = names.parse(file.getFilename(), suffixes);
            if (name.isValid() && isShell(file.getFilename()) && Event.fromId(name.getPrefix()) != null) {
                found.add(file.getRelativePath());
            }
        }
        return found;
    }

    /** A file without an extension is one that can be executed, except on Windows. */
    private static boolean isShell(String file) {
        int dot = file.lastIndexOf('.');
        String extension = dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
        return SHELL.contains(extension) || (extension.isEmpty() && !windows);
    }
}
