package dev.migrationcontrol.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL's own client, given one file: a whole process, from its start to its end. */
final class Psql implements Limit {
    private final Postgres postgres;
    private final Path folder;

    Psql(Postgres postgres, Path folder) {
        this.postgres = postgres;
        this.folder = folder;
    }

    static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    @Override
    public String name() {
        return "`psql` with one file";
    }

    @Override
    public long run(String database, List<String> transactions) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("limit.sql"), String.join("\n", transactions));
        Path log = folder.resolve("limit.log");
        ProcessBuilder psql = new ProcessBuilder(
                        "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", file.toString(), postgres.url(database))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        long start = System.nanoTime();
        int status = psql.start().waitFor();
        long taken = System.nanoTime() - start;
        if (status != 0) {
            throw new IllegalStateException("psql failed: " + Files.readString(log));
        }
        return taken;
    }
}
