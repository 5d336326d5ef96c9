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
    private static final String NOT_THERE = "42P01";

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
        Map<String, List<MeasuredForms.Line>> older = MeasuredForms.of("15");
        Map<String, List<MeasuredForms.Line>> newer = MeasuredForms.of("18");
        SoftAssertions softly = new SoftAssertions();
        for (String form : newer.keySet()) {
            List<MeasuredForms.Line> first = major.equals("15") ? older.get(form) : newer.get(form);
            Observed observed = observe(first.get(0));
            // What lies between them is like one of the two.
            boolean between = !major.equals("15") && !major.equals("18");
            if (between && observed.lines().equals(Map.of("error", NOT_THERE))) {
                // Its table has what only 18 knows, so it was not made.
                continue;
            }
            List<MeasuredForms.Line> lines =
                    between && isLike(form, older.get(form), observed) ? older.get(form) : first;
            softly.assertThat(seen(lines, observed))
                    .as("%s: %s%n%s", form, lines.get(0).statement(), observed.failure())
                    .isEqualTo(expected(form, lines));
        }
        softly.assertAll();
        assertThat(newer).hasSize(243);
    }

    private static boolean isLike(String form, List<MeasuredForms.Line> lines, Observed observed) {
        return seen(lines, observed).equals(expected(form, lines));
    }

    private static Map<String, String> expected(String form, List<MeasuredForms.Line> lines) {
        return MeasuredForms.EXPLAINED.getOrDefault(form, MeasuredForms.lines(lines));
    }

    private static Map<String, String> seen(List<MeasuredForms.Line> lines, Observed observed) {
        Map<String, String> measured = MeasuredForms.lines(lines);
        Map<String, String> here = MeasuredForms.withoutFirstLooks(observed.lines(), measured);
        return lines.get(0).alone() ? MeasuredForms.atLeast(measured, here) : here;
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
