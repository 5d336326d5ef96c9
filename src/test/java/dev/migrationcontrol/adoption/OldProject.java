package dev.migrationcontrol.adoption;

import dev.migrationcontrol.OperationAssert;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.TestServer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A project with three migrations that an old system has run, and their converted scripts. */
public final class OldProject {
    static final Map<String, String> SCRIPTS = new LinkedHashMap<>();

    static {
        SCRIPTS.put(
                "V1__customers.sql",
                "CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);\n"
                        + "INSERT INTO customers (name) VALUES ('house');\n");
        SCRIPTS.put(
                "V2__orders.sql",
                "CREATE TABLE orders (id serial PRIMARY KEY, customer bigint REFERENCES customers,\n"
                        + "  status varchar(10) NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid')));\n");
        SCRIPTS.put(
                "V3__notes.sql", "ALTER TABLE orders ADD note text;\nCREATE INDEX orders_by_note ON orders (note);\n");
    }

    public final TestEnvironment environment;

    private OldProject(TestEnvironment environment) {
        this.environment = environment;
    }

    /** An environment whose old system has applied the first so many migrations. */
    static OldProject at(String name, OldTables system, int applied) {
        OldProject project = empty(name).withScripts().manifest(system.manifest());
        project.ran(applied);
        project.environment.execute(system.sql(applied));
        return project;
    }

    public static OldProject empty(String name) {
        TestEnvironment environment = TestEnvironment.empty(name);
        environment.execute("DROP SCHEMA IF EXISTS migration_control_archive CASCADE;"
                + "DROP SCHEMA IF EXISTS migration_control_archive_2 CASCADE; DROP SCHEMA IF EXISTS app CASCADE");
        return new OldProject(environment);
    }

    OldProject withScripts() {
        SCRIPTS.forEach(environment::script);
        return this;
    }

    public OldProject manifest(String json) {
        environment.script("manifest.json", json);
        return this;
    }

    /** Does what the first so many migrations do. */
    OldProject ran(int applied) {
        SCRIPTS.values().stream().limit(applied).forEach(environment::execute);
        return this;
    }

    public OperationAssert consolidate(String body) {
        return Service.work(environment, "consolidations", body);
    }

    public OperationAssert consolidate(ConsolidationMode mode) {
        return consolidate("{\"mode\":\"" + mode.name().toLowerCase(Locale.ROOT) + "\"}");
    }

    /** Version and state of every migration as stock Flyway sees them, once its validation has passed. */
    public List<String> stockFlyway() {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + TestServer.HOST + ":" + TestServer.port() + "/" + environment.database(),
                        TestServer.USER,
                        "unused")
                .locations("filesystem:" + environment.folder());
        configuration.ignoreMigrationPatterns("*:pending").load().validate();
        return Arrays.stream(configuration.load().info().all())
                .map(OldProject::line)
                .toList();
    }

    private static String line(MigrationInfo each) {
        return each.getVersion() + " " + each.getState().getDisplayName();
    }

    /** Every object with its identity, and every row: what an undo must give back. */
    List<String> picture() {
        return environment.query("""
                SELECT concat_ws(' ', 'relation', c.oid, n.nspname, relname, relkind, relowner::regrole, relacl)
                  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
                 WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
                UNION ALL SELECT concat_ws(' ', 'constraint', c.oid, conrelid::regclass, pg_get_constraintdef(c.oid))
                  FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace WHERE nspname !~ '^pg_'
                   AND nspname <> 'information_schema'
                UNION ALL SELECT concat_ws(' ', 'function', oid, proname) FROM pg_proc WHERE oid >= 16384
                UNION ALL SELECT concat_ws(' ', 'schema', nspname) FROM pg_namespace WHERE nspname !~ '^pg_'
                UNION ALL SELECT 'rows ' || schema_to_xml('public', true, false, '')::text
                ORDER BY 1""");
    }
}
