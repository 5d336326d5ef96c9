package dev.migrationcontrol.engine;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;

/** The scripts of an environment together with what Flyway needs to parse and run each of them. */
public final class ResolvedScripts {
    private final Scripts scripts;
    private final Configuration configuration;
    private final ResourceProvider resources;
    private final SqlScriptFactory scriptFactory;
    private final DatabaseType databaseType;

    ResolvedScripts(
            Scripts scripts,
            Configuration configuration,
            ResourceProvider resources,
            SqlScriptFactory scriptFactory,
            DatabaseType databaseType) {
        this.scripts = scripts;
        this.configuration = configuration;
        this.resources = resources;
        this.scriptFactory = scriptFactory;
        this.databaseType = databaseType;
    }

    /** What was found. */
    public Scripts scripts() {
        return scripts;
    }

    /** The text of a script, as it is in its file. */
    public String textOf(Script script) {
        return ScriptText.read(requireResource(script));
    }

    /**
     * Parses a script into its statements.
     *
     * @throws FlywayException when the text cannot be parsed, or mixes transactional and other statements without leave
     */
    synchronized SqlScript parse(Script script) {
        SqlScript parsed = scriptFactory.createSqlScript(requireResource(script), configuration.isMixed(), resources);
        parsed.validate();
        return parsed;
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
