package dev.migrationcontrol.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.engine.TestRunner;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.script.ReadScripts;
import dev.migrationcontrol.script.ResolvedScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every form of statement is measured as it was by sessions of psql, with other queries, on servers 15 and 18. */
class LocksLikeMeasuredTest {
    private static final MigrationRunner RUNNER = TestRunner.create();

    private static String template = "";
    private static String major = "";

    @TempDir
    Path folder;

    @BeforeAll
    static void build() throws Exception {
        template = TestServer.createDatabase();
        major = TestServer.query("postgres", "SELECT current_setting('server_version_num')::int / 10000")
                .get(0);
        for (String role : List.of("r1", "r2")) {
            if (TestServer.query("postgres", "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")
                    .isEmpty()) {
                TestServer.execute("postgres", "CREATE ROLE " + role);
            }
        }
        try (Connection connection = TestServer.connect(template);
                var statement = connection.createStatement()) {
            statement.execute("SET allow_in_place_tablespaces = on");
            if (TestServer.query("postgres", "SELECT 1 FROM pg_tablespace WHERE spcname = 'ts'")
                    .isEmpty()) {
                statement.execute("CREATE TABLESPACE ts LOCATION ''");
            }
            statement.execute(text("setup.sql"));
            if (Integer.parseInt(major) >= 18) {
                statement.execute(text("setup-18.sql"));
            }
            statement.execute("ANALYZE");
        }
    }

    @Test
    void onTheServerOfThisBuild() throws Exception {
        String expected = major.equals("15") || major.equals("18") ? major : "18";
        SoftAssertions softly = new SoftAssertions();
        int forms = 0;
        for (Map.Entry<String, List<MeasuredForms.Line>> form :
                MeasuredForms.of(expected).entrySet()) {
            Observed observed = observe(form.getValue().get(0));
            forms++;
            MeasuredForms.Line first = form.getValue().get(0);
            Map<String, String> measured = MeasuredForms.lines(form.getValue());
            Map<String, String> here = MeasuredForms.withoutFirstLooks(observed.lines(), measured);
            softly.assertThat(first.alone() ? MeasuredForms.atLeast(measured, here) : here)
                    .as("%s: %s%n%s", form.getKey(), first.statement(), observed.failure())
                    .isEqualTo(MeasuredForms.EXPLAINED.getOrDefault(form.getKey(), measured));
        }
        softly.assertAll();
        assertThat(forms).isEqualTo(243);
    }

    private record Observed(TreeMap<String, String> lines, String failure) {}

    private Observed observe(MeasuredForms.Line form) throws IOException {
        String name = "test_form_" + System.nanoTime();
        TestServer.execute("postgres", "CREATE DATABASE " + name + " TEMPLATE " + template + " STRATEGY FILE_COPY");
        try {
            Path scripts = Files.createDirectory(folder.resolve(name));
            Files.writeString(scripts.resolve("V1__form.sql"), form.statement().replace(";;", ";\n") + ";\n");
            return measure(environment(name, scripts));
        } finally {
            TestServer.execute("postgres", "DROP DATABASE " + name + " WITH (FORCE)");
        }
    }

    private static Observed measure(Environment environment) {
        ResolvedScripts scripts = ReadScripts.of(environment);
        Target target = new Target(
                environment, scripts, "migration-control/test/1", Duration.ofSeconds(10), Duration.ofMinutes(1));
        List<ScriptMeasurement> done = new ArrayList<>();
        try {
            RUNNER.inSession(target, session -> {
                session.createHistory();
                MeasuredRun run = new MeasuredRun(
                        session, () -> TestServer.connect(environment.database().name()), script -> {});
                run.run(ScriptRun.up(scripts.scripts().migrations().get(0)));
                done.addAll(run.done());
                return true;
            });
        } catch (RunFailure e) {
            return new Observed(
                    new TreeMap<>(Map.of("error", String.valueOf(e.error().sqlState()))), e.message());
        }
        return new Observed(MeasuredForms.lines(done.get(0)), "");
    }

    private static Environment environment(String name, Path scripts) {
        Database database = TestServer.database(name)
                .withParameters(Map.of(
                        "options",
                        "-c max_parallel_maintenance_workers=0 -c max_parallel_workers_per_gather=0 -c jit=off"));
        return new Environment(
                "forms", database, null, "FORMS_DATABASE_URL", Policy.defaults(List.of("filesystem:" + scripts)));
    }

    static String text(String resource) throws IOException {
        try (var in = LocksLikeMeasuredTest.class.getResourceAsStream("/locks/" + resource);
                Stream<String> lines = new java.io.BufferedReader(
                                new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8))
                        .lines()) {
            return String.join("\n", lines.toList());
        }
    }
}
