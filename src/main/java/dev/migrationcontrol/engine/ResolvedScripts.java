package dev.migrationcontrol.engine;

import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.sqlscript.SqlScript;

/** The scripts of an environment together with what Flyway needs to parse and run each of them. */
public final class ResolvedScripts {
    private final Scripts scripts;
    private final Configuration configuration;
    private final ResourceProvider resources;
    private final Map<String, String> placeholders;
    private final DatabaseType databaseType;

    ResolvedScripts(
            Scripts scripts,
            Configuration configuration,
            ResourceProvider resources,
            Map<String, String> placeholders,
            DatabaseType databaseType) {
        this.scripts = scripts;
        this.configuration = configuration;
        this.resources = resources;
        this.placeholders = Map.copyOf(placeholders);
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
     * Parses a script into its statements. Flyway keeps the name of the parsed file in the parsing context, so each
     * parse has a context of its own and several may go on at once.
     *
     * @throws FlywayException when the text cannot be parsed, or mixes transactional and other statements without leave
     */
    SqlScript parse(Script script) {
        ParsingContext context = new ParsingContext();
        context.getPlaceholders().putAll(placeholders);
        SqlScript parsed = databaseType
                .createSqlScriptFactory(configuration, context)
                .createSqlScript(requireResource(script), configuration.isMixed(), resources);
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
