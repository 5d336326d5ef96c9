package dev.migrationcontrol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads server-sent events as a pipeline's {@code curl -N} gets them. */
public final class EventReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventReader() {}

    /** An event of a stream. */
    public record Received(long id, String kind, JsonNode data) {}

    /** What a stream held until it ended. */
    public record Stream(int status, String contentType, List<Received> events, int comments) {
        public List<Received> of(String kind) {
            return events.stream().filter(event -> event.kind().equals(kind)).toList();
        }

        public List<String> states() {
            return of("state").stream()
                    .map(event -> event.data().path("state").asText())
                    .toList();
        }
    }

    /** Reads to the end of a stream, which must come within a minute. */
    public static Stream read(String url, String lastEventId) {
        return read(url, lastEventId, Integer.MAX_VALUE);
    }

    /** @param most after so many events the connection is closed */
    public static Stream read(String url, String lastEventId, int most) {
        HttpResponse<InputStream> response = open(url, lastEventId);
        List<Received> events = new ArrayList<>();
        int comments = pass(response, event -> {
            events.add(event);
            return events.size() < most;
        });
        return new Stream(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                events,
                comments);
    }

    /**
     * Passes each event on as it arrives, until the stream ends.
     *
     * @throws UncheckedIOException when it breaks
     */
    public static void follow(String url, String lastEventId, Consumer<Received> listener) {
        pass(open(url, lastEventId), event -> {
            listener.accept(event);
            return true;
        });
    }

    private static HttpResponse<InputStream> open(String url, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @return the number of comments */
    private static int pass(HttpResponse<InputStream> response, Predicate<Received> wantsMore) {
        int comments = 0;
        long id = 0;
        String kind = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    comments++;
                } else if (line.startsWith("id:")) {
                    id = Long.parseLong(line.substring(3).strip());
                } else if (line.startsWith("event:")) {
                    kind = line.substring(6).strip();
                } else if (line.startsWith("data:")
                        && !wantsMore.test(new Received(id, kind, JSON.readTree(line.substring(5))))) {
                    return comments;
                }
            }
            return comments;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
