package dev.migrationcontrol.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.cluster.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault in each step of an upgrade and of a rollback: nothing is lost, nothing is done twice, and the end is told. */
class FaultIT {
    @TempDir
    private static Path folder;

    private static Ground ground;

    @BeforeAll
    static void begin() {
        ground = new Ground(folder, Map.of());
    }

    @AfterAll
    static void end() throws IOException {
        ground.close();
    }

    @AfterEach
    void mend() {
        ground.mend();
    }

    /** What goes wrong while a step waits. */
    enum Fault {
        /** The replica is killed. */
        KILL {
            @Override
            void strike(Ground at, Gates gates, long backend) {
                at.first.kill();
                assertNoOrphan(gates);
            }
        },
        /** The replica is told to end, as in a rolling deployment. */
        TERMINATE {
            @Override
            void strike(Ground at, Gates gates, long backend) {
                at.terminateFirst();
                Awaitility.await("readiness goes down while requests are still answered")
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> at.first.get("/q/health/ready").status(), status -> status == 503);
            }
        },
        /** The replica stops for longer than its heartbeat, and goes on when another has taken over. */
        PAUSE {
            @Override
            void strike(Ground at, Gates gates, long backend) {
                at.first.pause();
                Awaitility.await("the other replica takes over")
                        .atMost(Duration.ofSeconds(30))
                        .until(
                                () -> gates.sleepers(),
                                sleepers -> !sleepers.isEmpty() && !sleepers.contains(Long.toString(backend)));
                at.first.resume();
            }
        },
        /** The connections to the target are cut. */
        CUT_TARGET {
            @Override
            void strike(Ground at, Gates gates, long backend) {
                at.toTargets.cut();
            }
        },
        /** The target cannot be reached for some time. */
        TARGET_AWAY {
            @Override
            void strike(Ground at, Gates gates, long backend) {
                at.toTargets.breakDown();
                Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
                at.toTargets.mend();
            }
        },
        /** The session is ended at the server. */
        END_SESSION {
            @Override
            void strike(Ground at, Gates gates, long backend) {
                at.targets.execute("postgres", "SELECT pg_terminate_backend(" + backend + ")");
            }
        },
        /** The session's process is killed, as the kernel does; the server ends all of its sessions and recovers. */
        KILL_SESSION {
            @Override
            void strike(Ground at, Gates gates, long backend) {
                at.targets.killBackend(backend);
            }
        },
        /** The target's server is stopped at once, and started again. */
        STOP_SERVER {
            @Override
            void strike(Ground at, Gates gates, long backend) {
                at.targets.stopImmediately();
                at.targets.startAgain();
            }
        },
        /** The control database cannot be reached for some time. */
        CONTROL_AWAY {
            @Override
            void strike(Ground at, Gates gates, long backend) {
                at.toControl.breakDown();
                gates.openAll();
                Awaitility.await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
                assertThat(at.first.get("/q/health/live").status()).isEqualTo(200);
                at.toControl.mend();
            }
        };

        abstract void strike(Ground at, Gates gates, long backend);

        /** No statement of a dead replica is at work for longer than five seconds. */
        private static void assertNoOrphan(Gates gates) {
            Awaitility.await("no orphan statement")
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> gates.sleepers().isEmpty());
        }
    }

    static Stream<Arguments> everyFaultInEveryStep() {
        return Stream.of(Fault.values())
                .flatMap(fault -> IntStream.rangeClosed(1, Gates.STEPS).mapToObj(step -> Arguments.of(fault, step)));
    }

    @ParameterizedTest(name = "{0} in step {1}")
    @MethodSource("everyFaultInEveryStep")
    void anUpgradeComesToItsEndOnce(Fault fault, int step) {
        String environment = ground.nextEnvironment();
        Gates gates = new Gates(ground.targets, environment);
        for (int gate = 1; gate < step; gate++) {
            gates.open(gate);
        }
        Answer accepted = ground.acceptOnFirst("/api/v1/environments/" + environment + "/upgrades", "{}");
        assertThat(accepted.status()).describedAs(accepted.toString()).isEqualTo(202);
        fault.strike(ground, gates, gates.awaitSomeoneAt());
        gates.openAll();

        Answer ended = ground.awaitEnd(accepted.id());
        assertThat(ended.state()).describedAs(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(states(ended)).hasSize(Gates.STEPS).containsOnly("SUCCEEDED");
        assertThat(gates.history()).containsExactly("SQL 1", "SQL 2", "SQL 3", "SQL 4");
        assertThat(gates.tables()).containsExactly("t1a", "t1b", "t2a", "t2b", "t3a", "t3b", "t4a", "t4b");
    }

    static Stream<Arguments> everyFaultInOneStep() {
        return Stream.of(Fault.values()).map(Arguments::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyFaultInOneStep")
    void aRollbackOfSomeStepsUndoesNoMoreThanThose(Fault fault) {
        String environment = ground.nextEnvironment();
        Gates gates = new Gates(ground.targets, environment);
        gates.open(1, 2, 3, 4, -4);
        String path = "/api/v1/environments/" + environment;
        ground.awaitEnd(ground.first.post(path + "/upgrades", "{}").id());
        Answer accepted = ground.acceptOnFirst(path + "/rollbacks", "{\"steps\":3}");
        fault.strike(ground, gates, gates.awaitSomeoneAt());
        gates.openAll();

        Answer ended = ground.awaitEnd(accepted.id());
        assertThat(ended.state()).describedAs(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(gates.history())
                .containsExactly("SQL 1", "SQL 2", "SQL 3", "SQL 4", "DELETE 4", "DELETE 3", "DELETE 2");
        assertThat(gates.tables()).containsExactly("t1a", "t1b");
    }

    private static List<String> states(Answer operation) {
        List<String> states = new ArrayList<>();
        operation
                .body()
                .at("/steps")
                .forEach(step -> states.add(step.path("state").asText()));
        return states;
    }
}
