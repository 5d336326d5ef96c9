package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.DatabaseConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The server that a killed service left running on a data folder: the postmaster outlives the Java process. */
final class Orphan {
    private Orphan() {}

    /** It, as soon as it answers; nothing if there is none. Throws {@link StartRefused} if it lives but never answers. */
    static Optional<Postmaster> find(DataFolder folder, Deadline deadline) throws IOException {
        while (true) {
            Optional<Postmaster> recorded = folder.postmaster().filter(Postmaster::mayBeServer);
            Optional<Path> served = recorded.flatMap(each -> dataDirectoryServedAt(each.port()));
            if (served.isPresent() && isSame(served.get(), folder.path())) {
                return recorded;
            }
            if (recorded.isEmpty() || served.isPresent()) {
                folder.forgetPostmaster();
                return Optional.empty();
            }
            if (!deadline.waitMore()) {
                throw new StartRefused(
                        DataFolder.SETTING,
                        "is " + folder.path() + ", which is used by a PostgreSQL server that does not answer (process "
                                + recorded.get().pid() + ")",
                        "stop it with kill -INT " + recorded.get().pid() + ", then start again");
            }
        }
    }

    private static Optional<Path> dataDirectoryServedAt(int port) {
        if (port == 0) {
            return Optional.empty();
        }
        try (Connection connection = new DatabaseConnections()
                        .open(
                                EmbeddedServer.database(port, "postgres"),
                                "migration-control/adopt",
                                Map.of(),
                                Duration.ofSeconds(2));
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SHOW data_directory")) {
            answer.next();
            return Optional.of(Path.of(answer.getString(1)));
        } catch (SQLException silent) {
            return Optional.empty();
        }
    }

    private static boolean isSame(Path served, Path folder) {
        try {
            return Files.isSameFile(served, folder);
        } catch (IOException unreachable) {
            return false;
        }
    }
}
