package dev.migrationcontrol.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Receivers for the service under test: one that works, one that wants little, one that is broken, one that hangs. */
public final class ReceiversUnderTest implements QuarkusTestResourceLifecycleManager {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

    /** Quarkus loads tests by class loaders of its own, so messages are kept, as types of the JDK, where all find them. */
    private static final String MESSAGES = "test.webhook.messages";

    static final String MENDED = "test.webhook.mended";

    private final HttpServer server = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, String>> messages() {
        return (List<Map<String, String>>)
                System.getProperties().computeIfAbsent(MESSAGES, key -> new CopyOnWriteArrayList<>());
    }

    @Override
    public Map<String, String> start() {
        server.createContext("/", ReceiversUnderTest::receive);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "receivers");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        Map<String, String> properties = new HashMap<>();
        for (String name : List.of("works", "failures", "broken", "hangs")) {
            String prefix = "migration-control.webhooks." + name + ".";
            properties.put(
                    prefix + "url", "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
            properties.put(prefix + "secret", SECRET);
        }
        properties.put("migration-control.webhooks.failures.events", "operation.failed");
        properties.put("migration-control.webhooks.failures.environments", "failures");
        properties.put("migration-control.webhooks.broken.events", "operation.succeeded");
        properties.put("migration-control.webhooks.hangs.environments", "lifecycle");
        properties.put("migration-control.webhook-retries.first-delay", "50ms");
        properties.put("migration-control.webhook-retries.attempts", "2");
        return properties;
    }

    private static void receive(HttpExchange exchange) throws IOException {
        Map<String, String> message = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> message.put(name, values.get(0)));
        message.put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String to = exchange.getRequestURI().getPath().substring(1);
        message.put("to", to);
        messages().add(message);
        if (to.equals("hangs")) {
            return;
        }
        boolean broken = to.equals("broken") && System.getProperty(MENDED) == null;
        exchange.sendResponseHeaders(broken ? 500 : 204, -1);
        exchange.close();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
