package dev.migrationcontrol.engine;

import dev.migrationcontrol.environment.Environment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.flywaydb.core.internal.scanner.Scanner;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutorFactory;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;

/** Reads an environment's scripts with Flyway's own scanner, resolver, parser and checksums, without a database. */
final class ScriptReader {
    private final Environment environment;
    private final FluentConfiguration configuration;
    private final ParsingContext context = new ParsingContext();
    private final DatabaseType postgresql;
    private final SqlScriptFactory scriptFactory;
    private final Scanner<JavaMigration> scanner;

    private ScriptReader(Environment environment) {
        this.environment = environment;
        this.configuration = FlywaySettings.of(environment);
        this.postgresql = new PostgreSQLDatabaseType();
        this.scriptFactory = postgresql.createSqlScriptFactory(configuration, context);
        this.scanner = new Scanner<>(JavaMigration.class, configuration, configuration.getLocations());
        context.getPlaceholders().putAll(BuiltInPlaceholders.of(environment, configuration));
    }

    /**
     * Reads all scripts.
     *
     * @throws ScriptsUnreadable when a location is missing or Flyway refuses the set
     */
    static ResolvedScripts read(Environment environment) {
        ScriptFiles files = new ScriptFiles(environment.policy().locations());
        List<String> missing = files.missing();
        if (!missing.isEmpty()) {
            throw new ScriptsUnreadable(
                    environment.name(),
                    "there is no folder " + String.join(", ", missing) + ". Create it, or set the locations of the"
                            + " environment to where the scripts are.");
        }
        try {
            return new ScriptReader(environment).resolve(files);
        } catch (FlywayException | IllegalArgumentException e) {
            ScriptSetProblem problem =
                    new ScriptSetProblem(files.all(), files::shorten, FlywaySettings.of(environment));
            throw new ScriptsUnreadable(environment.name(), problem.of(e));
        }
    }

    private ResolvedScripts resolve(ScriptFiles files) {
        List<Script> ups = resolve("V");
        List<Script> undos = resolve("U").stream()
                .filter(script ->
                        script.kind() == Script.Kind.VERSIONED && script.type().equals("SQL"))
                .map(script -> script.as(Script.Kind.UNDO))
                .toList();
        Scripts scripts = new Scripts(
                ups.stream()
                        .filter(script -> script.kind() != Script.Kind.BASELINE)
                        .toList(),
                undos,
                ups.stream()
                        .filter(script -> script.kind() == Script.Kind.BASELINE)
                        .toList(),
                stockOnly(ups),
                files.digest());
        return new ResolvedScripts(
                scripts, configuration, scanner, BuiltInPlaceholders.of(environment, configuration), postgresql);
    }

    /** Versioned scripts with this prefix, repeatables and {@code B} scripts, which Flyway Core 13 knows. */
    private List<Script> resolve(String prefix) {
        FluentConfiguration prefixed = FlywaySettings.of(environment).sqlMigrationPrefix(prefix);
        SqlScriptExecutorFactory unused = (connection, undo, batch, output) -> {
            throw new IllegalStateException("scripts are run by the runner, not by their resolver");
        };
        CompositeMigrationResolver resolver = new CompositeMigrationResolver(
                scanner, scanner, prefixed, unused, scriptFactory, context, null, new MigrationResolver[0]);
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
                ScriptSplitter splitter = new ScriptSplitter(configuration, scanner, context.getPlaceholders());
                scanner.getResources(
                                configuration.getRepeatableSqlMigrationPrefix(),
                                configuration.getSqlMigrationSuffixes())
                        .forEach(splitter::replacedText);
            }
            throw e;
        }
    }

    private Script script(ResolvedMigration migration) {
        Script.Kind kind = kind(migration);
        boolean repeatable = kind == Script.Kind.REPEATABLE;
        LoadableResource resource = scanner.getResource(migration.getScript());
        return new Script(
                kind,
                migration.getVersion() == null
                        ? null
                        : Version.of(migration.getVersion().getVersion()),
                migration.getDescription(),
                migration.getScript(),
                migration.getType().name(),
                migration.getChecksum(),
                repeatable && resource != null ? ChecksumCalculator.calculate(resource) : null,
                migration.getExecutor().shouldExecute());
    }

    private static Script.Kind kind(ResolvedMigration migration) {
        if (migration.getVersion() == null) {
            return Script.Kind.REPEATABLE;
        }
        return migration.getType().isBaseline() ? Script.Kind.BASELINE : Script.Kind.VERSIONED;
    }

    private List<String> stockOnly(List<Script> migrations) {
        List<String> names = new ArrayList<>();
        ResourceNameParser parser = new ResourceNameParser(configuration);
        for (LoadableResource resource : scanner.getResources("", configuration.getSqlMigrationSuffixes())) {
            ResourceName name = parser.parse(resource.getFilename());
            if (name.isValid() && Event.fromId(name.getPrefix()) != null) {
                names.add(resource.getFilename());
            }
        }
        for (Script script : migrations) {
            if (!script.type().equals("SQL") && !script.type().equals("SQL_BASELINE")) {
                names.add(script.name());
            }
        }
        return names.stream().sorted().toList();
    }
}
