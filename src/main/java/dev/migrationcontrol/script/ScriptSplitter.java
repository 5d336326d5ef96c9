package dev.migrationcontrol.script;

import dev.migrationcontrol.sql.MetaCommand;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.ReadScript.Unfinished;
import dev.migrationcontrol.sql.token.Placeholders;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.flywaydb.core.internal.sqlscript.SqlScriptMetadata;
import org.flywaydb.database.postgresql.PostgreSQLParser;

/**
 * Makes statements of a file: Flyway's {@code .conf} and values of placeholders, our own reader of SQL. Flyway 13 cuts
 * functions with {@code BEGIN ATOMIC} at an inner END, reads {@code E''} in upper case alone, never ends at a {@code COPY}
 * without an end, and finds no placeholder after an odd dollar.
 */
final class ScriptSplitter {
    private final Configuration configuration;
    private final ResourceProvider resources;
    private final Map<String, String> placeholders;

    ScriptSplitter(Configuration configuration, ResourceProvider resources, Map<String, String> placeholders) {
        this.configuration = configuration;
        this.resources = resources;
        this.placeholders = placeholders;
    }

    /**
     * The statements of a file.
     *
     * @param backslashEscapes whether the session reads backslashes in plain strings as escapes
     * @param committing whether a procedure of this name ends transactions
     * @throws ScriptInvalid when it cannot be run as it is written
     */
    SplitScript split(LoadableResource file, boolean backslashEscapes, Predicate<String> committing) {
        ParsingContext context = context(file);
        SqlScriptMetadata metadata = metadata(file, context);
        String text = replaced(file, metadata, context);
        ReadScript script = ReadScript.of(text, backslashEscapes);
        requireRunnable(file.getFilename(), text, script);
        SplitScript split = new SplitScript(file, metadata, configuration).with(script, committing);
        split.validate();
        return split;
    }

    /**
     * The text that is run.
     *
     * @throws ScriptInvalid when a placeholder cannot be replaced
     */
    String replacedText(LoadableResource file) {
        ParsingContext context = context(file);
        return replaced(file, metadata(file, context), context);
    }

    /** Flyway keeps the name of a file in the parsing context, so each file has one of its own and several may go on at once. */
    private ParsingContext context(LoadableResource file) {
        ParsingContext context = new ParsingContext();
        context.getPlaceholders().putAll(placeholders);
        context.updateFilenamePlaceholder(
                new ResourceNameParser(configuration).parse(file.getFilename()), configuration);
        return context;
    }

    private SqlScriptMetadata metadata(LoadableResource file, ParsingContext context) {
        LoadableResource conf = SqlScriptMetadata.getMetadataResource(resources, file);
        try {
            return SqlScriptMetadata.fromResource(conf, new PostgreSQLParser(configuration, context), configuration);
        } catch (FlywayException e) {
            if (conf != null) {
                requireReplaceable(conf);
            }
            throw new ScriptInvalid(0, file.getFilename() + ".conf cannot be used: " + FlywayWords.ofConfiguration(e));
        }
    }

    /**
     * Looks for placeholders in a file that is no script, such as a {@code .conf} file.
     *
     * @throws ScriptInvalid when one cannot be replaced
     */
    void requireReplaceable(LoadableResource file) {
        replaced(file.getFilename(), ScriptText.read(file), context(file));
    }

    private String replaced(LoadableResource file, SqlScriptMetadata metadata, ParsingContext context) {
        String text = ScriptText.read(file);
        if (!SplitScript.isReplaced(metadata, configuration)) {
            return text;
        }
        return replaced(file.getFilename(), text, context);
    }

    private String replaced(String name, String text, ParsingContext context) {
        Map<String, String> values = new HashMap<>(configuration.getPlaceholders());
        values.putAll(context.getPlaceholders());
        try {
            return new Placeholders(configuration.getPlaceholderPrefix(), configuration.getPlaceholderSuffix(), values)
                    .replace(text);
        } catch (Placeholders.Unresolved e) {
            throw new ScriptInvalid(e.line(), unresolved(name, e));
        }
    }

    private static String unresolved(String script, Placeholders.Unresolved e) {
        String place = script + ", line " + e.line() + ", column " + e.column() + ": ";
        String text = " If it is text and no placeholder, write placeholderReplacement=false into " + script + ".conf.";
        String key = e.placeholder().replaceAll("^\\W+|\\W+$", "");
        return switch (e.why()) {
            case UNKNOWN ->
                place + "there is no value for the placeholder " + e.placeholder() + ". Set placeholders." + key
                        + " for the environment." + text;
            case UNCLOSED -> place + "the placeholder that begins with " + e.placeholder() + " has no end." + text;
            case AMBIGUOUS ->
                place + "the dollar of " + e.placeholder() + " is also the end of a dollar quote, so it is not clear"
                        + " whether the value is meant. Write another dollar before it for the value, or another tag"
                        + " between the dollars of the quote."
                        + text;
        };
    }

    private static void requireRunnable(String name, String text, ReadScript script) {
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            throw new ScriptInvalid(
                    1,
                    name + " holds a character of the code 0, which PostgreSQL cannot store. " + FileEncoding.REMEDY);
        }
        for (MetaCommand command : script.metaCommands()) {
            if (!command.isHarmless()) {
                throw new ScriptInvalid(
                        command.line(),
                        name + ", line " + command.line() + ": " + command.name()
                                + " is a command of psql, not an SQL statement. " + command.remedy());
            }
        }
        Unfinished unfinished = script.unfinished();
        if (unfinished != null) {
            throw new ScriptInvalid(
                    unfinished.line(),
                    name + ", line " + unfinished.line() + ": " + unfinished.what()
                            + " begins here and does not end in the script.");
        }
    }
}
