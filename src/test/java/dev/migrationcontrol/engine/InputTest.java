package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.script.ReadScripts;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small inputs that public reports are about: our runner leaves what psql leaves, script by script, each in a session of its
 * own. {@code inputs.csv} has what is expected instead where the two may differ.
 */
class InputTest {
    private static final String NOT_COMPARED = "*";
    private static final String NOTHING_RUNS = "-";
    private static final Path INPUTS = Path.of("src/test/resources/inputs");

    /**
     * One folder of scripts.
     *
     * @param failsAt the script at which our runner ends although psql does not; null where they should agree
     * @param says a part of what our runner says
     */
    record Input(String name, @Nullable String failsAt, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The scripts that psql ran, and what it said to the next. */
    record Ran(List<String> scripts, String failure) {}

    static Stream<Input> inputs() throws IOException {
        List<String> exceptions = Files.readAllLines(Path.of("src/test/resources/inputs.csv"));
        return Files.list(INPUTS).sorted().map(folder -> {
            String name = folder.getFileName().toString();
            return exceptions.stream()
                    .filter(line -> line.startsWith(name + " |"))
                    .map(line -> line.split(" \\| ", 3))
                    .map(parts -> new Input(name, parts[1], parts[2]))
                    .findFirst()
                    .orElse(new Input(name, null, ""));
        });
    }

    @BeforeAll
    static void prepare() {
        Psql.require();
        TestServer.execute(
                "postgres",
                "DO $$ BEGIN CREATE ROLE app_owner SUPERUSER; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void leavesWhatPsqlLeaves(Input input) {
        Project project = new Project(INPUTS.resolve(input.name()));
        project.placeholders = Map.of("who", "bob");
        String ours = TestServer.createDatabase();
        Ending ending = new Ours(project, ours).upgrade();
        assertThat(ending.toString()).contains(input.says());
        if (NOT_COMPARED.equals(input.failsAt())) {
            return;
        }
        String psql = TestServer.createDatabase();
        Ran ran = NOTHING_RUNS.equals(input.failsAt())
                ? new Ran(List.of(), "not run")
                : runByPsql(project, psql, input.failsAt());
        assertThat(ending.ran()).as(ending + " " + ran.failure()).isEqualTo(ran.scripts());
        assertThat(Dump.of(ours)).isEqualTo(Dump.of(psql));
    }

    /** psql before 18 cannot send these rows to a server of that version. */
    @Test
    void readsEveryFormOfCopy() {
        Project project = new Project(INPUTS.resolve("p07-copy-forms"));
        String database = TestServer.createDatabase();
        assertThat(new Ours(project, database).upgrade().succeeded()).isTrue();
        assertThat(Picture.query(database, "SELECT t::text FROM t ORDER BY a"))
                .containsExactly("(1,x)", "(2,\"y; \"\"q\"\" '\nsecond line\")", "(3,z)", "(4,'w)", "(5,v)", "(6,u)");
    }

    /** Every script before the first that psql cannot run, or at which our runner should end; their names. */
    private static Ran runByPsql(Project project, String database, @Nullable String until) {
        ResolvedScripts scripts = ReadScripts.of(project.environment(database));
        List<String> ran = new ArrayList<>();
        for (Script script : scripts.scripts().migrations()) {
            if (script.name().equals(until)) {
                return new Ran(ran, "ended by the test");
            }
            String text = scripts.textOf(script).replace("${who}", "bob").replace("\uFEFF", "");
            String failure = Psql.run(database, text, inTransaction(scripts, script));
            if (!failure.isEmpty()) {
                return new Ran(ran, failure);
            }
            ran.add(script.name());
        }
        return new Ran(ran, "");
    }

    private static boolean inTransaction(ResolvedScripts scripts, Script script) {
        try {
            return scripts.parse(script, false).executeInTransaction();
        } catch (FlywayException e) {
            throw new AssertionError(script.name(), e);
        }
    }
}
