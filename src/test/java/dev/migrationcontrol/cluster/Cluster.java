package dev.migrationcontrol.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Replicas of the service on one control database, a server with their targets, and networks between them that break. */
public final class Cluster implements AutoCloseable {
    private static final String CONTROL = "control";

    private final BreakableServer targets;
    private final BreakableServer controls;
    private final BreakableNetwork toTargets;
    private final BreakableNetwork toControl;
    private final List<Replica> replicas = new ArrayList<>();

    /**
     * Starts all of it, and waits until it is ready.
     *
     * @param environments their names, which are those of their databases too
     * @param settings further variables of the replicas
     */
    public Cluster(Path folder, int size, List<String> environments, Map<String, String> settings) {
        targets = BreakableServer.start(folder.resolve("targets"));
        controls = BreakableServer.start(folder.resolve("controls"));
        toTargets = new BreakableNetwork(targets.port());
        toControl = new BreakableNetwork(controls.port());
        controls.createDatabase(CONTROL);
        Map<String, String> variables = new TreeMap<>();
        variables.put("CONTROL_DATABASE_URL", BreakableServer.url(CONTROL, toControl.port()));
        variables.put("MIGRATION_CONTROL_OPERATIONS_HEARTBEAT", "1s");
        environments.forEach(name -> variables.put(
                name.toUpperCase(Locale.ROOT) + "_DATABASE_URL", BreakableServer.url(name, toTargets.port())));
        variables.putAll(settings);
        for (int i = 1; i <= size; i++) {
            replicas.add(Replica.start("replica-" + i, variables).awaitReady());
        }
    }

    public BreakableServer targets() {
        return targets;
    }

    public BreakableServer controls() {
        return controls;
    }

    public BreakableNetwork toTargets() {
        return toTargets;
    }

    public BreakableNetwork toControl() {
        return toControl;
    }

    public Replica replica(int index) {
        return replicas.get(index);
    }

    public int size() {
        return replicas.size();
    }

    @Override
    public void close() throws IOException {
        replicas.forEach(Replica::close);
        toTargets.close();
        toControl.close();
        targets.close();
        controls.close();
    }
}
