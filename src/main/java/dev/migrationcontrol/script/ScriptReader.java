package dev.migrationcontrol.script;

import dev.migrationcontrol.environment.Environment;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutorFactory;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;

/** Reads an environment's scripts with Flyway's own resolver, parser and checksums, without a database. */
final class ScriptReader {
    private final Environment environment;
    private final FluentConfiguration configuration;
    private final ParsingContext context = new ParsingContext();
    private final DatabaseType postgresql;
    private final SqlScriptFactory scriptFactory;
    private final ScriptListing listing;
    private final PlannedFiles resources;
    private final Map<String, String> placeholders;

    private ScriptReader(
            Environment environment, FluentConfiguration configuration, ScriptListing listing, Instant runTime) {
        this.environment = environment;
        this.configuration = configuration;
        this.listing = listing;
        this.postgresql = new PostgreSQLDatabaseType();
        this.scriptFactory = postgresql.createSqlScriptFactory(configuration, context);
        this.resources = new PlannedFiles(
                new ScriptResources(configuration, listing.files()), ScriptResources.classpath(configuration));
        this.placeholders = BuiltInPlaceholders.of(environment, configuration, runTime);
        context.getPlaceholders().putAll(placeholders);
    }

    /**
     * Reads all scripts.
     *
     * @throws ScriptsUnreadable when a location is missing, a script cannot be read or Flyway refuses the set
     */
    static ResolvedScripts read(Environment environment) {
        return new ScriptFolders(environment).read(Instant.now());
    }

    /** Reads what a walk over the folders found. */
    static ResolvedScripts read(
            Environment environment, FluentConfiguration configuration, ScriptListing listing, Instant runTime)
            throws IOException {
        FluentConfiguration undoPrefixed = FlywaySettings.of(environment).sqlMigrationPrefix("U");
        ScriptNames names = new ScriptNames(configuration, undoPrefixed);
        // Before Flyway sees any: it waits for ever for what a pipe holds.
        names.unreadable(listing).ifPresent(odd -> {
            throw new ScriptsUnreadable(
                    environment.name(), ScriptPaths.printable(odd.file().name()) + " " + odd.why() + ".");
        });
        return new ScriptReader(environment, configuration, listing, runTime).resolve(undoPrefixed, names);
    }

    private ResolvedScripts resolve(FluentConfiguration undoPrefixed, ScriptNames names) throws IOException {
        List<Script> ups = resolve(FlywaySettings.of(environment));
        List<Script> undos = resolve(undoPrefixed).stream()
                .filter(script ->
                        script.kind() == Script.Kind.VERSIONED && script.type().equals("SQL"))
                .map(script -> script.as(Script.Kind.UNDO))
                .toList();
        CallbackFiles callbackFiles = new CallbackFiles(configuration, resources);
        List<Callback> callbacks = callbacks(callbackFiles);
        List<String> shell = callbackFiles.shell();
        Set<String> used = new HashSet<>(shell);
        callbacks.forEach(callback -> used.add(callback.script()));
        Stream.of(ups, undos).flatMap(List::stream).map(Script::name).forEach(used::add);
        Scripts scripts = new Scripts(
                ups.stream()
                        .filter(script -> script.kind() != Script.Kind.BASELINE)
                        .toList(),
                undos,
                ups.stream()
                        .filter(script -> script.kind() == Script.Kind.BASELINE)
                        .toList(),
                stockOnly(ups, shell),
                names.ignored(listing, used),
                new ScriptDigest(listing.files(), used).toString());
        return new ResolvedScripts(
                scripts, environment.name(), callbacks, configuration, resources, placeholders, postgresql);
    }

    /** Scripts with the prefix of these settings, repeatables and {@code B} scripts, which Flyway Core 13 knows. */
    private List<Script> resolve(FluentConfiguration prefixed) {
        SqlScriptExecutorFactory unused = (connection, undo, batch, output) -> {
            throw new IllegalStateException("scripts are run by the runner, not by their resolver");
        };
        CompositeMigrationResolver resolver = new CompositeMigrationResolver(
                resources,
                resources.classes(),
                prefixed,
                unused,
                scriptFactory,
                context,
                null,
                new MigrationResolver[0]);
        List<Script> scripts = new ArrayList<>();
        for (ResolvedMigration migration : resolved(resolver, prefixed)) {
            scripts.add(script(migration));
        }
        scripts.sort(Comparator.comparing(Script::kind)
                .thenComparing(Script::version, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Script::description));
        return scripts;
    }

    /** Flyway replaces the placeholders of repeatables for their checksums, but does not say in which it knows no value. */
    private Collection<ResolvedMigration> resolved(CompositeMigrationResolver resolver, FluentConfiguration prefixed) {
        try {
            return resolver.resolveMigrations(prefixed);
        } catch (FlywayException e) {
            if (String.valueOf(e.getMessage()).contains("placeholder")) {
                ScriptSplitter splitter = new ScriptSplitter(configuration, resources, context.getPlaceholders());
                resources
                        .getResources(
                                configuration.getRepeatableSqlMigrationPrefix(),
                                configuration.getSqlMigrationSuffixes())
                        .forEach(splitter::replacedText);
                resources.getResources("", new String[] {".conf"}).forEach(splitter::requireReplaceable);
            }
            throw e;
        }
    }

    private Script script(ResolvedMigration migration) {
        Script.Kind kind = kind(migration);
        boolean repeatable = kind == Script.Kind.REPEATABLE;
        LoadableResource resource = resources.getResource(migration.getScript());
        return new Script(
                kind,
                migration.getVersion() == null ? null : version(migration),
                migration.getDescription(),
                migration.getScript(),
                migration.getType().name(),
                migration.getChecksum(),
                repeatable && resource != null ? ChecksumCalculator.calculate(resource) : null,
                migration.getExecutor().shouldExecute());
    }

    /** Flyway takes {@code V-1} for the latest version, and digits of every script for numbers. */
    private Version version(ResolvedMigration migration) {
        try {
            return Version.of(migration.getVersion().getRawVersion());
        } catch (IllegalArgumentException e) {
            throw new ScriptsUnreadable(
                    environment.name(),
                    ScriptPaths.printable(migration.getScript()) + " has a version that cannot be used: "
                            + e.getMessage() + ". Rename it.");
        }
    }

    private static Script.Kind kind(ResolvedMigration migration) {
        if (migration.getVersion() == null) {
            return Script.Kind.REPEATABLE;
        }
        return migration.getType().isBaseline() ? Script.Kind.BASELINE : Script.Kind.VERSIONED;
    }

    private List<Callback> callbacks(CallbackFiles files) {
        List<Callback> callbacks = files.sql();
        for (Callback callback : callbacks) {
            for (String name : List.of(callback.script(), callback.script() + ".conf")) {
                LoadableResource file = resources.getResource(name);
                if (file != null) {
                    resources.verify(file);
                }
            }
        }
        return callbacks;
    }

    private static List<String> stockOnly(List<Script> migrations, List<String> callbacks) {
        List<String> names = new ArrayList<>(callbacks);
        for (Script script : migrations) {
            if (!script.type().equals("SQL") && !script.type().equals("SQL_BASELINE")) {
                names.add(script.name());
            }
        }
        return names.stream().sorted().toList();
    }
}
