package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.HostPort;
import dev.migrationcontrol.environment.database.LogOn;
import dev.migrationcontrol.environment.database.LoginSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens a connection to the first of a database's servers that answers and has the wanted role. */
final class Connector {
    private static final String WHO = "SELECT pg_catalog.pg_backend_pid(), pg_catalog.pg_is_in_recovery()"
            + " OR pg_catalog.current_setting('default_transaction_read_only')::pg_catalog.bool";

    private final Vertx vertx;
    private final PlainServers plain;
    private final Database database;
    private final List<HostPort> hosts;
    private final ConnectSettings settings;
    private final Duration timeoutPerHost;

    /** @param timeout for all hosts together */
    Connector(Vertx vertx, PlainServers plain, Database database, Duration timeout) {
        this.vertx = vertx;
        this.plain = plain;
        this.database = database;
        this.hosts = database.hosts();
        this.settings = new ConnectSettings(database);
        this.timeoutPerHost = timeout.dividedBy(hosts.size());
    }

    Future<ProbeConnection> open() {
        HostRole role = settings.role();
        Future<ProbeConnection> opened = Future.succeededFuture(hosts).compose(all -> firstOf(all, role));
        return role == HostRole.READ_ONLY_IF_POSSIBLE
                ? opened.recover(noneIsReadOnly -> firstOf(hosts, HostRole.ANY))
                : opened;
    }

    private Future<ProbeConnection> firstOf(List<HostPort> candidates, HostRole role) {
        Future<ProbeConnection> first = open(candidates.get(0)).compose(link -> {
            if (role.accepts(link.isReadOnly())) {
                return Future.succeededFuture(link);
            }
            link.close();
            return Future.failedFuture(new WrongRole(link.isReadOnly()));
        });
        return candidates.size() == 1
                ? first
                : first.recover(unfit -> firstOf(candidates.subList(1, candidates.size()), role));
    }

    private Future<ProbeConnection> open(HostPort host) {
        Promise<ProbeConnection> opened = Promise.promise();
        long timer = vertx.setTimer(
                Math.max(1, timeoutPerHost.toMillis()), late -> opened.tryFail(new NoAnswer(timeoutPerHost)));
        logOn(host).onComplete(result -> {
            vertx.cancelTimer(timer);
            if (result.failed()) {
                opened.tryFail(result.cause());
            } else if (!opened.tryComplete(result.result())) {
                result.result().close();
            }
        });
        return opened.future();
    }

    /** As {@code LogOn} does it: a login that is refused is asked for once more, a moment later. */
    private Future<ProbeConnection> logOn(HostPort host) {
        LoginSource source = database.source();
        return attempt(host).recover(failure -> {
            if (source == null || !isRefusal(failure)) {
                return Future.failedFuture(failure);
            }
            Future<ProbeConnection> last =
                    source.mayChange() ? pause().compose(waited -> attempt(host)) : Future.failedFuture(failure);
            return last.recover(
                    again -> Future.failedFuture(isRefusal(again) ? new RefusedLogin(source, again) : again));
        });
    }

    private Future<ProbeConnection> attempt(HostPort host) {
        // A source may read a file or ask a store, which an event loop must not wait for.
        return vertx.executeBlocking(database::login, false).compose(login -> {
            PgConnectOptions options = settings.of(host, login, timeoutPerHost);
            return connect(host, options).compose(connection -> introduce(connection, options));
        });
    }

    private Future<PgConnection> connect(HostPort host, PgConnectOptions options) {
        if (options.getSslMode() != SslMode.PREFER) {
            return connect(options);
        }
        if (plain.isPlain(host)) {
            return connect(options.setSslMode(SslMode.DISABLE)).recover(refused -> {
                plain.forget(host);
                return isRefusal(refused) ? connect(options.setSslMode(SslMode.PREFER)) : Future.failedFuture(refused);
            });
        }
        return connect(options).onSuccess(connection -> plain.learn(host, connection.isSSL()));
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof PgException error && LogOn.isRefusal(error.getSqlState());
    }

    private Future<Void> pause() {
        Promise<Void> waited = Promise.promise();
        vertx.setTimer(LogOn.PAUSE.toMillis(), now -> waited.complete());
        return waited.future();
    }

    /** PgBouncer refuses settings that it does not track, so a database's own options are left out there. */
    private Future<PgConnection> connect(PgConnectOptions options) {
        return PgConnection.connect(vertx, options).recover(refused -> {
            if (!isPgBouncers(refused) || options.getProperties().remove("options") == null) {
                return Future.failedFuture(refused);
            }
            return PgConnection.connect(vertx, options);
        });
    }

    private Future<ProbeConnection> introduce(PgConnection connection, PgConnectOptions options) {
        connection.exceptionHandler(broken -> connection.close());
        return connection
                .query(WHO)
                .execute()
                .compose(rows -> {
                    Row row = rows.iterator().next();
                    boolean direct = row.getInteger(0) == connection.processId();
                    Future<@Nullable String> pooler = direct ? Future.succeededFuture(null) : nameOfPooler(options);
                    return pooler.map(name -> new ProbeConnection(connection, name, row.getBoolean(1)));
                })
                .onFailure(failed -> connection.close());
    }

    /**
     * A pooler hands out a process id of its own, which differs from the backend's. PgBouncer gives itself away by the
     * error with which it refuses a made-up setting.
     */
    private Future<String> nameOfPooler(PgConnectOptions options) {
        Map<String, String> properties = new HashMap<>(options.getProperties());
        properties.put("migration_control.pooler", "?");
        return PgConnection.connect(vertx, new PgConnectOptions(options).setProperties(properties))
                .compose(PgConnection::close)
                .map("pooler")
                .otherwise(refused -> isPgBouncers(refused) ? "pgbouncer" : "pooler");
    }

    private static boolean isPgBouncers(Throwable refused) {
        return refused instanceof PgException error
                && "08P01".equals(error.getSqlState())
                && error.getErrorMessage().startsWith("unsupported startup parameter");
    }
}
