package dev.migrationcontrol.gate.limit;

import dev.migrationcontrol.problem.CallEnd;
import dev.migrationcontrol.problem.EarlyProblem;
import dev.migrationcontrol.problem.Refusal;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Takes the bodies of requests in, archives aside, before anything else happens for them: however slowly one arrives, it holds
 * no thread. Each is held to a megabyte, by what its head says or by what arrives, and to a time.
 */
@Singleton
final class BodyIntake {
    private static final Logger LOG = Logger.getLogger(BodyIntake.class);
    private static final int MOST = 1 << 20;
    private static final Set<String> ARCHIVES = Set.of("application/gzip", "application/zip");

    private final HttpLimits limits;
    private final AtomicLong kept = new AtomicLong();

    BodyIntake(HttpLimits limits) {
        this.limits = limits;
    }

    void register(@Observes Filters filters) {
        filters.register(this::take, 400);
    }

    private void take(RoutingContext call) {
        HttpServerRequest request = call.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean none = length == null && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        if (none || isArchive(request)) {
            call.next();
        } else if (length != null && (length.length() > 9 || Long.parseLong(length) > MOST)) {
            EarlyProblem.end(call, BodyRefused.tooLarge(MOST));
        } else {
            new Intake(call).begin();
        }
    }

    private static boolean isArchive(HttpServerRequest request) {
        String type = String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE));
        return ARCHIVES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    private final class Intake {
        private final RoutingContext call;
        private final HttpServerRequest request;
        private final Context context = Vertx.currentContext();
        private final Buffer body = Buffer.buffer();
        private long timer;
        private boolean over;

        Intake(RoutingContext call) {
            this.call = call;
            this.request = call.request();
        }

        void begin() {
            long millis = limits.bodyTimeout().toMillis();
            timer = call.vertx()
                    .setTimer(
                            millis,
                            late -> refuse(
                                    BodyRefused.tooSlow(limits.bodyTimeout().toSeconds())));
            CallEnd.then(call, () -> {
                call.vertx().cancelTimer(timer);
                kept.addAndGet(-body.length());
            });
            request.handler(this::append);
            request.endHandler(end -> complete());
            request.exceptionHandler(this::broken);
            if (HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(
                    String.valueOf(request.getHeader(HttpHeaders.EXPECT)))) {
                call.response().writeContinue();
            }
            request.resume();
        }

        private void append(Buffer part) {
            if (over) {
                return;
            }
            if (body.length() + part.length() > MOST) {
                refuse(BodyRefused.tooLarge(MOST));
            } else if (kept.addAndGet(part.length()) > limits.bodies().asLongValue()) {
                kept.addAndGet(-part.length());
                refuse(new TooBusy("Many large bodies are being read.", "migration-control.http.limits.bodies"));
            } else {
                body.appendBuffer(part);
            }
        }

        private void refuse(Refusal refusal) {
            if (!over) {
                over = true;
                EarlyProblem.end(call, refusal);
            }
        }

        private void complete() {
            if (!over) {
                over = true;
                call.vertx().cancelTimer(timer);
                ((RoutingContextInternal) call).setBody(body);
                // On the request's own context: handlers of pipelined requests are called on the connection's (Vert.x
                // 4.5).
                context.runOnContext(next -> call.next());
            }
        }

        private void broken(Throwable cause) {
            over = true;
            LOG.debugf("A caller's connection broke within a body: %s", cause.getMessage());
        }
    }
}
