package dev.migrationcontrol.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.control.StoredJson;
import dev.migrationcontrol.operation.state.NumberedEvent;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stored events as their followers get them: the facts with the time. */
@Singleton
final class StoredEvents {
    private final StoredJson json;

    StoredEvents(ObjectMapper mapper) {
        this.json = new StoredJson(mapper);
    }

    Map<String, Object> facts(NumberedEvent event) {
        return json.map(event.body());
    }

    String render(NumberedEvent event) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("at", event.at());
        body.putAll(json.map(event.body()));
        return json.write(body);
    }
}
