package dev.migrationcontrol.console;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a form holds.
 *
 * @param key names what it asks for, so that to send it twice asks once
 */
record Form(Map<String, String> values, String key) {
    private static final String KEY = "key";

    Form {
        values = Map.copyOf(values);
    }

    /** One that nobody has filled in yet. */
    static Form fresh() {
        return new Form(Map.of(), UUID.randomUUID().toString());
    }

    static Form of(MultivaluedMap<String, String> sent) {
        Map<String, String> values = new LinkedHashMap<>();
        sent.forEach((name, all) -> values.put(name, all.isEmpty() || all.get(0) == null ? "" : all.get(0)));
        String key = values.getOrDefault(KEY, "");
        return new Form(values, key.isEmpty() ? UUID.randomUUID().toString() : key);
    }

    /** What was written into a field; an empty text where nothing was. */
    public String value(String field) {
        return values.getOrDefault(field, "").strip();
    }

    /** Fields that were filled in, as a request of the API names them. */
    Map<String, Object> request(String... fields) {
        Map<String, Object> request = new LinkedHashMap<>();
        for (String field : fields) {
            if (!value(field).isEmpty()) {
                request.put(field, value(field));
            }
        }
        return request;
    }
}
