package dev.migrationcontrol.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.cluster.Answer;
import dev.migrationcontrol.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service is killed again and again in an upgrade of many scripts, with callbacks and with shell scripts: every
 * script runs once, and every step says what the history says. {@code -Dkill.times=20} is the whole run, and
 * {@code -Dkill.seed=…} kills in the same places again.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("kill.times", 3);
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
    private static final String CALLBACKS = "callbacks";
    private static final String SHELL = "shell";
    /** The versions that are shell scripts. */
    private static final List<Integer> SHELL_SCRIPTS = List.of(50, 120, 121, 180);

    @TempDir
    private static Path folder;

    private static Cluster cluster;

    @BeforeAll
    static void begin() {
        System.out.println("kill.times=" + KILLS + " kill.seed=" + SEED);
        Path callbacks = folder.resolve(CALLBACKS);
        Path shell = folder.resolve(SHELL);
        for (int n = 1; n <= KilledUpgrade.SCRIPTS; n++) {
            KilledUpgrade.writeSql(callbacks, n);
            if (SHELL_SCRIPTS.contains(n)) {
                KilledUpgrade.writeShell(shell, n, runs());
            } else {
                KilledUpgrade.writeSql(shell, n);
            }
        }
        for (String event : List.of("beforeEachMigrate", "afterEachMigrate", "afterMigrate")) {
            Gates.write(callbacks, event + ".sql", "INSERT INTO log.run (what) VALUES ('" + event + "');");
        }
        cluster = new Cluster(
                folder,
                1,
                List.of(CALLBACKS, SHELL),
                Map.of(
                        "MIGRATION_CONTROL_ENVIRONMENTS_CALLBACKS_LOCATIONS", "filesystem:" + callbacks,
                        "MIGRATION_CONTROL_ENVIRONMENTS_SHELL_LOCATIONS", "filesystem:" + shell,
                        // Kills at random may strike a step more often than a step that is to blame is given the chance
                        // to.
                        "MIGRATION_CONTROL_OPERATIONS_DEATHS_AT_STEP", "1000"));
    }

    @AfterAll
    static void end() throws IOException {
        cluster.close();
    }

    @Test
    void withCallbacksOneOperationGoesOnAfterEachKill() {
        KilledUpgrade upgrade = new KilledUpgrade(cluster, CALLBACKS, SEED);
        upgrade.run(KILLS, List.of());

        assertThat(upgrade.ended()).hasSize(1);
        Answer operation = upgrade.ended().get(0);
        int attempts = operation.body().path("attempt").asInt();
        assertThat(attempts).isGreaterThan(KILLS);
        assertThat(upgrade.runs()).isEqualTo(numbersWithout(List.of()));
        assertThat(upgrade.query("SELECT string_agg(what, ' ' ORDER BY at) FROM log.run WHERE what <> 'afterMigrate'"
                        + " GROUP BY xid"))
                .as("each script's transaction holds its two callbacks, once")
                .hasSize(KilledUpgrade.SCRIPTS)
                .containsOnly("beforeEachMigrate script afterEachMigrate");
        assertThat(upgrade.query("SELECT 1 FROM log.run WHERE what = 'afterMigrate'"))
                .hasSizeBetween(1, attempts);
        upgrade.requireAllDone();
        System.out.println("with callbacks: kills " + KILLS + ", attempts " + attempts + ", " + operation.state());
    }

    @Test
    void withShellScriptsEachOperationSaysWhatIsDoneAndTheNextGoesOn() throws IOException {
        KilledUpgrade upgrade = new KilledUpgrade(cluster, SHELL, SEED);
        upgrade.run(KILLS, SHELL_SCRIPTS);

        List<Answer> ended = upgrade.ended();
        List<Answer> cut = ended.subList(0, ended.size() - 1);
        assertThat(cut).hasSizeGreaterThanOrEqualTo(KILLS).allSatisfy(operation -> {
            assertThat(operation.state()).describedAs(operation.toString()).isEqualTo("INTERRUPTED");
            assertThat(operation.text("/failure/reason")).isEqualTo("interrupted");
            assertThat(operation.text("/failure/message")).contains("Not run: " + KilledUpgrade.firstNotRun(operation));
        });
        assertThat(ended.get(ended.size() - 1).text("/result/runner")).isEqualTo("flyway");
        assertThat(upgrade.runs()).isEqualTo(numbersWithout(SHELL_SCRIPTS));
        List<String> lines = Files.readAllLines(runs());
        for (int n : SHELL_SCRIPTS) {
            long cuts = cut.stream()
                    .filter(operation -> KilledUpgrade.firstNotRun(operation).equals(KilledUpgrade.shellName(n)))
                    .count();
            assertThat(lines.stream().filter((n + " begins")::equals))
                    .as("runs of %s: once more for each operation that was cut there", KilledUpgrade.shellName(n))
                    .hasSizeBetween(1, 1 + (int) cuts);
        }
        upgrade.requireAllDone();
        System.out.println("with shell scripts: kills " + KILLS + ", operations "
                + ended.stream().map(Answer::state).toList() + ", shell scripts " + lines);
    }

    /** Where the shell scripts leave a line when they begin, and one when they end. */
    private static Path runs() {
        return folder.resolve("runs.log");
    }

    private static List<String> numbersWithout(List<Integer> left) {
        return IntStream.rangeClosed(1, KilledUpgrade.SCRIPTS)
                .filter(n -> !left.contains(n))
                .mapToObj(Integer::toString)
                .toList();
    }
}
