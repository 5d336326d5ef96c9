package dev.migrationcontrol.script;

import dev.migrationcontrol.sql.Procedures;
import java.io.File;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.jspecify.annotations.Nullable;

/** The scripts of an environment together with what Flyway needs to parse and run each of them. */
public final class ResolvedScripts {
    private final Scripts scripts;
    private final String environment;
    private final List<Callback> callbacks;
    private final Configuration configuration;
    private final PlannedFiles resources;
    private final Map<String, String> placeholders;
    private final DatabaseType databaseType;
    private final ScriptSplitter splitter;
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private @Nullable Procedures procedures;

    ResolvedScripts(
            Scripts scripts,
            String environment,
            List<Callback> callbacks,
            Configuration configuration,
            PlannedFiles resources,
            Map<String, String> placeholders,
            DatabaseType databaseType) {
        this.scripts = scripts;
        this.environment = environment;
        this.callbacks = List.copyOf(callbacks);
        this.configuration = configuration;
        this.resources = resources;
        this.databaseType = databaseType;
        this.placeholders = Map.copyOf(placeholders);
        this.splitter = new ScriptSplitter(configuration, resources, this.placeholders);
    }

    /** What was found. */
    public Scripts scripts() {
        return scripts;
    }

    /**
     * The text of a script, as it is in its file.
     *
     * @throws ScriptsUnreadable when the file is not there any more, or cannot be read
     */
    public String textOf(Script script) {
        try {
            return ScriptText.read(requireResource(script));
        } catch (ScriptChanged e) {
            throw new ScriptsUnreadable(environment, String.valueOf(e.getMessage()));
        } catch (UncheckedIOException | FlywayException e) {
            throw unreadable(script);
        }
    }

    /** Whether an upgrade runs callbacks even when nothing is pending. */
    public boolean hasCallbacks() {
        return Stream.of(Moment.values())
                .flatMap(moment -> moment.events().stream())
                .anyMatch(this::has);
    }

    /** Whether there are callbacks at all. */
    public boolean hasAnyCallback() {
        return !callbacks.isEmpty();
    }

    /** The callbacks of an event, in their order. */
    public List<Callback> callbacks(Event event) {
        return callbacks.stream().filter(callback -> callback.event() == event).toList();
    }

    public boolean has(Event event) {
        return callbacks.stream().anyMatch(callback -> callback.event() == event);
    }

    /** The same scripts in a run that begins at another time. */
    ResolvedScripts at(Instant runTime) {
        return new ResolvedScripts(
                scripts,
                environment,
                callbacks,
                configuration,
                resources,
                BuiltInPlaceholders.at(runTime, placeholders, configuration),
                databaseType);
    }

    /** Whether a repeatable uses the time of the run, so that its checksum is another each time. */
    boolean usesTime() {
        return scripts.of(Script.Kind.REPEATABLE).stream()
                .anyMatch(script ->
                        script.type().equals("SQL") && textOf(script).contains(BuiltInPlaceholders.TIMESTAMP + "}"));
    }

    /** Whether a file was found to have changed since it was read. */
    boolean isOutdated() {
        return resources.isOutdated();
    }

    private ScriptsUnreadable unreadable(Script script) {
        return new ScriptsUnreadable(environment, script.name() + " is not there any more, or cannot be read.");
    }

    /**
     * The text of a script as it runs: with the values of its placeholders.
     *
     * @return the text as it is in its file, when a placeholder cannot be replaced; running it says so
     */
    public String replacedTextOf(Script script) {
        try {
            return splitter.replacedText(requireResource(script));
        } catch (ScriptInvalid | ScriptChanged e) {
            return textOf(script);
        } catch (UncheckedIOException | FlywayException e) {
            throw unreadable(script);
        }
    }

    /**
     * Reads a script into its statements; several may be read at once.
     *
     * @param backslashEscapes whether the session reads backslashes in plain strings as escapes
     * @throws FlywayException when it cannot be read, or mixes transactional and other statements without leave
     */
    public SqlScript parse(Script script, boolean backslashEscapes) {
        return splitter.split(
                requireResource(script), backslashEscapes, name -> procedures().endTransactions(name));
    }

    /** Whether no statement of a script copies data, or begins or ends a transaction or a part of one. */
    public static boolean isSequence(SqlScript script) {
        return script instanceof SplitScript split && split.isSequence();
    }

    /**
     * A script statement by statement, as it would run.
     *
     * @throws ScriptsUnreadable when it cannot be read
     */
    public ScriptOutline outline(Script script) {
        if (!script.type().startsWith("SQL")) {
            return new ScriptOutline(false, List.of());
        }
        try {
            return ScriptOutline.of(parse(script, false), configuration.getPlaceholders());
        } catch (FlywayException e) {
            throw new ScriptsUnreadable(environment, script.name() + " cannot be read: " + e.getMessage());
        }
    }

    /** The procedures of all scripts; read when the first script calls one. */
    private synchronized Procedures procedures() {
        Procedures known = procedures;
        if (known == null) {
            known = new Procedures();
            for (Script script : scripts.migrations()) {
                if (script.type().startsWith("SQL")) {
                    known.read(textOf(script));
                }
            }
            procedures = known;
        }
        return known;
    }

    /** The files as they were read, for those who read them again. */
    public PlannedFiles files() {
        return resources;
    }

    /**
     * The SHA-256 of a script's text and of the file of its settings; of what has no text, of its checksum.
     *
     * @throws ScriptsUnreadable when the file is not there any more, or cannot be read
     */
    public String digestOf(Script script) {
        return digests.computeIfAbsent(script.name(), name -> {
            String text = script.type().startsWith("SQL") ? textOf(script) : String.valueOf(script.checksum());
            return ScriptDigest.of(List.of(Boolean.toString(script.shouldExecute()), settingsOf(script), text));
        });
    }

    /** The text of the file of a script's settings; empty where there is none. */
    public String settingsOf(Script script) {
        LoadableResource settings = resources.getResource(script.name() + ScriptDigest.SETTINGS);
        return settings == null ? "" : ScriptText.read(settings);
    }

    /** The Java migrations, for a stock Flyway. */
    public ClassProvider<JavaMigration> classes() {
        return resources.classes();
    }

    /** The size of a script's file in bytes; 0 where it is not a file. */
    public long sizeOf(Script script) {
        String path = requireResource(script).getAbsolutePathOnDisk();
        return path == null ? 0 : new File(path).length();
    }

    public Configuration configuration() {
        return configuration;
    }

    public DatabaseType databaseType() {
        return databaseType;
    }

    private LoadableResource requireResource(Script script) {
        LoadableResource resource = resources.getResource(script.name());
        if (resource == null) {
            throw new IllegalStateException("no file for " + script.name());
        }
        return resource;
    }
}
