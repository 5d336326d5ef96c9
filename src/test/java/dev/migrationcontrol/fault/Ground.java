package dev.migrationcontrol.fault;

import dev.migrationcontrol.fleet.Answer;
import dev.migrationcontrol.fleet.BreakableNetwork;
import dev.migrationcontrol.fleet.BreakableServer;
import dev.migrationcontrol.fleet.Replica;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** Two replicas, a server with targets, a server with the control database, and networks between them that break. */
final class Ground implements AutoCloseable {
    private static final int ENVIRONMENTS = 80;

    final BreakableServer targets;
    final BreakableServer controls;
    final BreakableNetwork toTargets;
    final BreakableNetwork toControl;
    final Replica first;
    final Replica second;
    final Path scripts;
    private int used;

    Ground(Path folder, Map<String, String> settings) {
        targets = BreakableServer.start(folder.resolve("targets"));
        controls = BreakableServer.start(folder.resolve("controls"));
        toTargets = new BreakableNetwork(targets.port());
        toControl = new BreakableNetwork(controls.port());
        controls.createDatabase("control");
        scripts = folder.resolve("scripts");
        Gates.write(scripts);
        Map<String, String> variables = variables(settings);
        first = Replica.start("first", variables);
        first.awaitReady();
        second = Replica.start("second", variables);
        second.awaitReady();
    }

    private Map<String, String> variables(Map<String, String> settings) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("CONTROL_DATABASE_URL", BreakableServer.url("control", toControl.port()));
        variables.put("MIGRATION_CONTROL_LOCATIONS", "filesystem:" + scripts);
        variables.put("MIGRATION_CONTROL_OPERATIONS_HEARTBEAT", "1s");
        for (int i = 1; i <= ENVIRONMENTS; i++) {
            variables.put("E" + i + "_DATABASE_URL", BreakableServer.url("e" + i, toTargets.port()));
            variables.put("MIGRATION_CONTROL_ENVIRONMENTS_E" + i + "_RETRY_BUDGET", "60s");
        }
        variables.putAll(settings);
        return variables;
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
                                "RUNNING"::equals);
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
        first.close();
        second.close();
        toTargets.close();
        toControl.close();
        targets.close();
        controls.close();
    }
}
