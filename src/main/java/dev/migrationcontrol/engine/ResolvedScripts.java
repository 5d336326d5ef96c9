package dev.migrationcontrol.engine;

import dev.migrationcontrol.sql.Procedures;
import java.io.UncheckedIOException;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.jspecify.annotations.Nullable;

/** The scripts of an environment together with what Flyway needs to parse and run each of them. */
public final class ResolvedScripts {
    private final Scripts scripts;
    private final String environment;
    private final Configuration configuration;
    private final ResourceProvider resources;
    private final DatabaseType databaseType;
    private final ScriptSplitter splitter;
    private @Nullable Procedures procedures;

    ResolvedScripts(
            Scripts scripts,
            String environment,
            Configuration configuration,
            ResourceProvider resources,
            Map<String, String> placeholders,
            DatabaseType databaseType) {
        this.scripts = scripts;
        this.environment = environment;
        this.configuration = configuration;
        this.resources = resources;
        this.databaseType = databaseType;
        this.splitter = new ScriptSplitter(configuration, resources, Map.copyOf(placeholders));
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
        } catch (UncheckedIOException | FlywayException e) {
            throw unreadable(script);
        }
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
        } catch (ScriptInvalid e) {
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
    SqlScript parse(Script script, boolean backslashEscapes) {
        return splitter.split(
                requireResource(script), backslashEscapes, name -> procedures().endTransactions(name));
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

    Configuration configuration() {
        return configuration;
    }

    DatabaseType databaseType() {
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
