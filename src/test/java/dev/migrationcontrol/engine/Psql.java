package dev.migrationcontrol.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrationcontrol.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real psql, as the judge of what a script does. */
final class Psql {
    private static final @Nullable String MISSING = missing();

    private Psql() {}

    /** Skips a test where psql is not there, unless a build says that it must be. */
    static void require() {
        boolean mustRun = "true".equals(System.getenv("CI")) && !"true".equals(System.getenv("TESTS_WITHOUT_PSQL"));
        if (MISSING != null && mustRun) {
            throw new AssertionError(MISSING);
        }
        assumeTrue(MISSING == null, () -> String.valueOf(MISSING));
    }

    /** Runs a script on a database; empty when all went well, else what psql said. */
    static String run(String database, String script, boolean inTransaction) {
        List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"));
        command.addAll(List.of("-h", TestServer.HOST, "-p", String.valueOf(TestServer.port()), "-U", TestServer.USER));
        command.addAll(List.of("-d", database));
        if (inTransaction) {
            command.add("--single-transaction");
        }
        try {
            Path file = Files.createTempFile("psql", ".sql");
            Path said = Files.createTempFile("psql", ".out");
            Files.writeString(file, script, StandardCharsets.UTF_8);
            command.addAll(List.of("-f", file.toString()));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
            builder.environment().put("PGCLIENTENCODING", "UTF8");
            builder.environment().put("PGOPTIONS", "-c client_min_messages=error");
            Process psql = builder.start();
            if (!psql.waitFor(1, TimeUnit.MINUTES)) {
                psql.destroyForcibly();
                throw new AssertionError("psql did not end: " + script);
            }
            String output = Files.readString(said);
            Files.delete(file);
            Files.delete(said);
            return psql.exitValue() == 0 ? "" : "psql: " + output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String missing() {
        try {
            Process psql = new ProcessBuilder("psql", "--version")
                    .redirectErrorStream(true)
                    .start();
            return psql.waitFor() == 0 ? null : "psql does not run.";
        } catch (IOException e) {
            return "psql is not there, so nothing is compared with it (Debian: apt-get install postgresql-client).";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
