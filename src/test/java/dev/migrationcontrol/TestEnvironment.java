package dev.migrationcontrol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** An environment of the service under test: its database and the folder of its scripts. */
public record TestEnvironment(String name, String database, Path folder) {
    /** The environments that the service under test has; each test class takes its own, and empties it. */
    public static final List<String> NAMES = List.of(
            "lifecycle",
            "failures",
            "rollbacks",
            "baselines",
            "repairs",
            "locks",
            "contract",
            "callbacks",
            "stock",
            "keys",
            "cancellations",
            "events",
            "traffic",
            "queue",
            "audits",
            "takeovers",
            "retirements",
            "walks",
            "blocked",
            "odd",
            "schemas",
            "restricted",
            "trees",
            "shop",
            "shopbehind",
            "beside",
            "dumps",
            "guarded",
            "rotated",
            "undos",
            "checks",
            "proven",
            "rehearsed",
            "losses",
            "drifted",
            "leases",
            "console",
            "browser");

    /** Where tests write source trees that the service may audit. */
    public static final Path TREES = Path.of("target", "test-trees");

    /** An environment at whose port nothing listens. */
    public static final String UNREACHABLE = "gone";

    private static final Path ROOT = Path.of("target", "test-scripts");
    private static final Path SAMPLE = Path.of("deploy", "sample", "migrations");

    static TestEnvironment create(String name) {
        String database = TestServer.createLastingDatabase();
        System.setProperty("test.database." + name, database);
        TestEnvironment environment = new TestEnvironment(name, database, ROOT.resolve(name));
        environment.deleteScripts();
        return environment;
    }

    /** The name of the database of the environment of this name. */
    public static String database(String name) {
        return System.getProperty("test.database." + name);
    }

    /** The environment of this name, with an empty schema and no scripts. */
    public static TestEnvironment empty(String name) {
        TestEnvironment environment = new TestEnvironment(name, database(name), ROOT.resolve(name));
        environment.deleteScripts();
        environment.dropEverything();
        return environment;
    }

    /** The environment of this name, with an empty schema and the sample's scripts. */
    public static TestEnvironment withSample(String name) {
        TestEnvironment environment = empty(name);
        try (Stream<Path> files = Files.list(SAMPLE)) {
            for (Path file : files.toList()) {
                Files.copy(file, environment.folder.resolve(file.getFileName().toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return environment;
    }

    /** Leaves an empty schema and no other: requests that are made up may have left recorders and archives of their own. */
    public void dropEverything() {
        execute("""
                DO $$ DECLARE thing text; BEGIN
                    FOR thing IN SELECT evtname FROM pg_event_trigger LOOP
                        EXECUTE format('DROP EVENT TRIGGER %I', thing);
                    END LOOP;
                    FOR thing IN SELECT nspname FROM pg_namespace
                                  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
                        EXECUTE format('DROP SCHEMA %I CASCADE', thing);
                    END LOOP;
                END $$;
                CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC""");
    }

    public TestEnvironment script(String file, String sql) {
        try {
            Files.writeString(folder.resolve(file), sql);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void deleteScript(String file) {
        try {
            Files.delete(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void execute(String sql) {
        TestServer.execute(database, sql);
    }

    public Connection connect() throws SQLException {
        return TestServer.connect(database);
    }

    /** The first column of a query's rows. */
    public List<String> query(String sql) {
        return TestServer.query(database, sql);
    }

    /** The history as type, version and success of every row. */
    public List<String> history() {
        return query("SELECT concat_ws(' ', type, version, CASE WHEN NOT success THEN 'failed' END)"
                + " FROM flyway_schema_history ORDER BY installed_rank");
    }

    /** Names of the tables, views and functions of the schema, without the history. */
    public List<String> objects() {
        return query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                + " AND relkind IN ('r', 'v', 'm', 'i') AND relname NOT LIKE 'flyway_schema_history%'"
                + " UNION SELECT proname || '()' FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
                + " UNION SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'"
                + " ORDER BY 1");
    }

    private void deleteScripts() {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
