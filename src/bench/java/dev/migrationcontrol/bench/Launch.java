package dev.migrationcontrol.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the packaged service is started: as anyone starts it, with variables that name its databases. */
final class Launch {
    private static final String CONTROL = "control";

    private final Settings settings;
    private final Map<String, String> variables;

    private Launch(Settings settings, Map<String, String> variables) {
        this.settings = settings;
        this.variables = variables;
    }

    static Launch of(Settings settings, Postgres postgres, List<Sample> samples) throws SQLException {
        Map<String, String> variables = new TreeMap<>();
        postgres.recreate(CONTROL);
        variables.put("CONTROL_DATABASE_URL", postgres.url(CONTROL));
        variables.put("MIGRATION_CONTROL_AUDITS_ROOTS", SourceTrees.root(settings).toString());
        for (Sample sample : samples) {
            postgres.recreate(sample.environment());
            variables.put(sample.variable() + "_DATABASE_URL", postgres.url(sample.environment()));
            variables.put(
                    "MIGRATION_CONTROL_ENVIRONMENTS_" + sample.variable() + "_LOCATIONS",
                    "filesystem:" + sample.folder());
        }
        return new Launch(settings, variables);
    }

    /** The same without these environments. */
    Launch without(List<Sample> others) {
        Map<String, String> fewer = new TreeMap<>(variables);
        for (Sample each : others) {
            fewer.remove(each.variable() + "_DATABASE_URL");
            fewer.remove("MIGRATION_CONTROL_ENVIRONMENTS_" + each.variable() + "_LOCATIONS");
        }
        return new Launch(settings, fewer);
    }

    /** Starts it, open to everyone, and waits until it is ready. */
    Service start() throws IOException, InterruptedException {
        return start(Map.of("MIGRATION_CONTROL_ACCESS_MODE", "open-acknowledged"), "service.log");
    }

    /** Starts it with this configuration of access. */
    Service start(Map<String, String> access, String log) throws IOException, InterruptedException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(command(port))
                .redirectErrorStream(true)
                .redirectOutput(settings.folder().resolve(log).toFile());
        builder.environment().keySet().removeIf(name -> name.contains("DATABASE_"));
        builder.environment().putAll(access);
        builder.environment().putAll(variables);
        long start = System.nanoTime();
        return Service.ready(builder.start(), port, start);
    }

    private List<String> command(int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.serviceOptions());
        command.add("-Dquarkus.http.host=" + Postgres.HOST);
        command.add("-Dquarkus.http.port=" + port);
        command.add("-jar");
        command.add(settings.packaged().toString());
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(Postgres.HOST))) {
            return socket.getLocalPort();
        }
    }
}
