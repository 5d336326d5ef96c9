package dev.migrationcontrol.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.engine.TestRunner;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.schema.Pair;
import dev.migrationcontrol.script.ReadScripts;
import dev.migrationcontrol.script.ResolvedScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayedDatabasesTest {
    @TempDir
    Path folder;

    private final ReplayedDatabases databases =
            new ReplayedDatabases(Pair.scratches(), new ScriptReplay(TestRunner.create()));
    private Environment environment = Pair.environment();

    @BeforeEach
    void write() throws IOException {
        environment = new Environment(
                "test",
                environment.database(),
                null,
                "TEST_DATABASE_URL",
                Policy.defaults(List.of("filesystem:" + folder)));
        script("V1__one.sql", "CREATE TABLE one (id int); INSERT INTO one VALUES (1);");
        script("V2__two.sql", "CREATE TABLE two (id int);");
        script("V3__three.sql", "CREATE TABLE three (id int);");
    }

    @AfterEach
    void drop() {
        templates().forEach(each -> TestServer.execute("postgres", "DROP DATABASE " + each + " WITH (FORCE)"));
    }

    @Test
    void whatWasBuiltOnceIsCopied() throws Exception {
        try (ReplayedDatabases.Replayed first = build()) {
            assertThat(first.replayed()).isEqualTo(3);
            assertThat(first.fromTemplate()).isFalse();
            assertThat(tables(first)).containsExactly("flyway_schema_history", "one", "three", "two");
        }
        try (ReplayedDatabases.Replayed second = build()) {
            assertThat(second.replayed()).isZero();
            assertThat(second.fromTemplate()).isTrue();
            assertThat(tables(second)).containsExactly("flyway_schema_history", "one", "three", "two");
            assertThat(TestServer.query(second.database().database().name(), "SELECT id FROM one"))
                    .containsExactly("1");
        }
        assertThat(scratches()).isEmpty();
        assertThat(templates()).hasSize(1);
    }

    @Test
    void onlyWhatIsNewIsRun() throws Exception {
        build().close();
        script("V4__four.sql", "CREATE TABLE four (id int);");
        try (ReplayedDatabases.Replayed more = build()) {
            assertThat(more.replayed()).isEqualTo(1);
            assertThat(more.of()).isEqualTo(4);
            assertThat(tables(more)).contains("four", "three");
        }
    }

    @Test
    void aScriptThatWasChangedIsRunAgainWithAllThatFollow() throws Exception {
        build().close();
        script("V2__two.sql", "CREATE TABLE two (id int, name text);");
        try (ReplayedDatabases.Replayed changed = build()) {
            assertThat(changed.replayed()).isEqualTo(3);
        }
    }

    @Test
    void ofAScriptThatFailsNothingStays() throws Exception {
        script("V3__three.sql", "CREATE TABLE one (id int);");
        assertThatThrownBy(this::build).isInstanceOf(ScriptFailed.class).hasMessageContaining("already exists");
        assertThat(scratches()).isEmpty();
        assertThat(templates()).isEmpty();
    }

    @Test
    void templatesAreBoundedInNumberAndAge() throws Exception {
        for (int i = 0; i < Templates.MOST + 3; i++) {
            script("V3__three.sql", "CREATE TABLE three_" + i + " (id int);");
            build().close();
        }
        assertThat(templates()).hasSize(Templates.MOST);
        for (String each : templates()) {
            TestServer.execute(
                    "postgres",
                    "COMMENT ON DATABASE " + each + " IS 'Migration Control template, used "
                            + Instant.now().minus(15, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS) + "'");
        }
        script("V3__three.sql", "CREATE TABLE another (id int);");
        build().close();
        assertThat(templates()).hasSize(1);
    }

    @Test
    void aTemplateThatWasLeftHalfMadeIsNotUsedAndGoes() throws Exception {
        build().close();
        String template = templates().get(0);
        TestServer.execute(
                "postgres",
                "COMMENT ON DATABASE " + template + " IS '" + ScratchSweep.COMMENT + ": process 1, "
                        + Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS) + "'");
        try (ReplayedDatabases.Replayed again = build()) {
            assertThat(again.replayed()).isEqualTo(3);
        }
        try (ReplayedDatabases.Replayed third = build()) {
            assertThat(third.replayed()).isZero();
        }
    }

    private ReplayedDatabases.Replayed build() throws Exception {
        ResolvedScripts scripts = ReadScripts.of(environment);
        ScriptReplay.Order order = new ScriptReplay.Order(
                scripts, scripts.scripts().migrations(), "migration-control/test/1", new StopSignal());
        return databases.build(environment, order, (script, place) -> {});
    }

    private void script(String name, String sql) throws IOException {
        Files.writeString(folder.resolve(name), sql);
    }

    private static List<String> tables(ReplayedDatabases.Replayed on) {
        return TestServer.query(
                on.database().database().name(),
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                        + " ORDER BY relname");
    }

    private static List<String> templates() {
        return TestServer.query("postgres", "SELECT datname FROM pg_database WHERE datname LIKE 'mc\\_template\\_%'");
    }

    private static List<String> scratches() {
        return TestServer.query("postgres", "SELECT datname FROM pg_database WHERE datname LIKE 'mc\\_scratch\\_%'");
    }
}
