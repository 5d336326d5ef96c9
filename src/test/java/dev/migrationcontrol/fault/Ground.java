package dev.migrationcontrol.fault;

import dev.migrationcontrol.cluster.Answer;
import dev.migrationcontrol.cluster.BreakableNetwork;
import dev.migrationcontrol.cluster.BreakableServer;
import dev.migrationcontrol.cluster.Cluster;
import dev.migrationcontrol.cluster.Replica;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Two replicas, a server with targets, a server with the control database, and networks between them that break. */
final class Ground implements AutoCloseable {
    private static final int ENVIRONMENTS = 80;

    final Cluster cluster;
    final BreakableServer targets;
    final BreakableNetwork toTargets;
    final BreakableNetwork toControl;
    final Replica first;
    final Replica second;
    private boolean firstIsEnding;
    private int used;

    Ground(Path folder, Map<String, String> settings) {
        Path scripts = folder.resolve("scripts");
        Gates.write(scripts);
        List<String> environments =
                IntStream.rangeClosed(1, ENVIRONMENTS).mapToObj(i -> "e" + i).toList();
        Map<String, String> variables = new TreeMap<>();
        variables.put("MIGRATION_CONTROL_LOCATIONS", "filesystem:" + scripts);
        variables.putAll(settings);
        cluster = new Cluster(folder, 2, environments, variables);
        targets = cluster.targets();
        toTargets = cluster.toTargets();
        toControl = cluster.toControl();
        first = cluster.replica(0);
        second = cluster.replica(1);
    }

    /** Tells the first replica to end; see {@link #mend}. */
    void terminateFirst() {
        first.terminate();
        firstIsEnding = true;
    }

    /** Mends what a test broke. */
    void mend() {
        toTargets.mend();
        toControl.mend();
        first.resume();
        if (firstIsEnding) {
            first.await(90);
            firstIsEnding = false;
        }
        if (!first.isAlive()) {
            first.restart().awaitReady();
        }
    }

    /** The next environment that no test has used yet. */
    String nextEnvironment() {
        used++;
        return "e" + used;
    }

    /** Asks the first replica, which executes it while the second cannot. */
    Answer acceptOnFirst(String path, String body, String... headers) {
        second.pause();
        try {
            Answer answer = first.post(path, body, headers);
            if (answer.status() == 202) {
                Awaitility.await("the first replica begins")
                        .atMost(Duration.ofSeconds(30))
                        .until(
                                () -> first.get("/api/v1/operations/" + answer.id())
                                        .state(),
                                state -> !state.equals("QUEUED"));
            }
            return answer;
        } finally {
            second.resume();
        }
    }

    /** The operation once it has ended, from any replica that answers. */
    Answer awaitEnd(String id) {
        Awaitility.await("the end of " + id)
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> !look(id).text("/finishedAt").isEmpty()
                        && !look(id).body().at("/finishedAt").isNull());
        return look(id);
    }

    Answer look(String id) {
        Replica asked = first.isAlive() ? first : second;
        return asked.get("/api/v1/operations/" + id);
    }

    @Override
    public void close() throws IOException {
        cluster.close();
    }
}
