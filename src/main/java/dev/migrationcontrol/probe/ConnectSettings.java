package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.HostPort;
import dev.migrationcontrol.environment.database.Login;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;

/** A database's parameters as the client takes them. */
final class ConnectSettings {
    private static final String APPLICATION_NAME = "migration-control/status";

    /** Closes a connection that nobody asks for, and a log-on that a server never answers. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Database database;

    ConnectSettings(Database database) {
        this.database = database;
    }

    HostRole role() {
        return HostRole.of(parameter("target_session_attrs", "any"));
    }

    /** The search path is left out: every name in a query is qualified, and a pooler may not know the setting. */
    PgConnectOptions of(HostPort host, Login login, Duration timeout) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(host.host())
                .setPort(host.port())
                .setDatabase(database.name())
                .setUser(Objects.requireNonNullElseGet(login.user(), () -> System.getProperty("user.name", "")))
                .setPassword(login.password() == null ? "" : login.password().reveal())
                .setProperties(properties())
                .setCachePreparedStatements(true);
        // The client would otherwise prepare long statements anew each time.
        options.setPreparedStatementCacheSqlFilter(sql -> true);
        options.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
        options.setTcpKeepAlive(true);
        options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(IDLE.plus(timeout).toMillis()));
        secure(options);
        return options;
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("application_name", APPLICATION_NAME);
        properties.put("client_encoding", "utf8");
        properties.put("DateStyle", "ISO");
        if (database.parameters().containsKey("options")) {
            properties.put("options", parameter("options", ""));
        }
        return properties;
    }

    private void secure(PgConnectOptions options) {
        SslMode mode = SslMode.of(parameter("sslmode", "prefer"));
        options.setSslMode(mode);
        if (mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL) {
            options.setTrustOptions(trust());
            options.setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
        } else {
            options.setTrustAll(true);
        }
        String certificate = database.parameters().get("sslcert");
        String key = database.parameters().get("sslkey");
        if (certificate != null && key != null) {
            options.setKeyCertOptions(
                    new PemKeyCertOptions().setCertPath(certificate).setKeyPath(key));
        }
    }

    private TrustOptions trust() {
        String root = parameter("sslrootcert", "system");
        if (!root.equals("system")) {
            return new PemTrustOptions().addCertPath(root);
        }
        try {
            TrustManagerFactory system = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            system.init((KeyStore) null);
            return TrustOptions.wrap(system.getTrustManagers()[0]);
        } catch (NoSuchAlgorithmException | KeyStoreException e) {
            throw new IllegalStateException("this Java has no trust store", e);
        }
    }

    private String parameter(String name, String otherwise) {
        return database.parameters().getOrDefault(name, otherwise);
    }
}
