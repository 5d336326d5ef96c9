package dev.migrationcontrol.pipeline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What a client sees of a service that restarts: nothing listens, answers get lost, streams break. */
final class UnreliableFront implements AutoCloseable {
    private static final int HOP = 64;

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private final AtomicInteger brokenStreams = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI service;
    private final int port;
    private volatile HttpServer server;
    private volatile String everything;

    UnreliableFront(URI service) throws IOException {
        this.service = service;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The service does the work of the next POSTs, but their answers never arrive. */
    void loseAnswers(int count) {
        lostAnswers.set(count);
    }

    /** The next streams of events break in the middle of an event. */
    void breakStreams(int count) {
        brokenStreams.set(count);
    }

    /** Another server is in the way, which answers everything alike. */
    void answerAll(String body) {
        everything = body;
    }

    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "front");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::forward);
        server.start();
    }

    private void forward(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + (key == null ? "" : " " + key));
        if (everything != null) {
            byte[] body = everything.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            return;
        }
        HttpResponse<InputStream> answer = ask(exchange);
        if (exchange.getRequestMethod().equals("POST") && lostAnswers.getAndDecrement() > 0) {
            exchange.close();
            return;
        }
        answer.headers()
                .firstValue("content-type")
                .ifPresent(type -> exchange.getResponseHeaders().add("content-type", type));
        exchange.sendResponseHeaders(answer.statusCode(), 0);
        boolean stream = exchange.getRequestURI().getPath().endsWith("/events");
        copy(answer.body(), exchange.getResponseBody(), stream && brokenStreams.getAndDecrement() > 0);
        exchange.close();
    }

    private HttpResponse<InputStream> ask(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(exchange.getRequestURI()));
        for (String name : List.of("Accept", "Content-Type", "Idempotency-Key", "Last-Event-ID", "Authorization")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        request.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void copy(InputStream from, OutputStream to, boolean broken) throws IOException {
        byte[] hop = new byte[HOP];
        int hops = 0;
        for (int read = from.read(hop); read >= 0 && !(broken && hops > 3); read = from.read(hop)) {
            to.write(hop, 0, read);
            to.flush();
            hops++;
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
