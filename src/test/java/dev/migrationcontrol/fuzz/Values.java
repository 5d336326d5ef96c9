package dev.migrationcontrol.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Makes values that a schema of the document allows, of names that exist where it helps. */
final class Values {
    private static final int MOST_KNOWN = 50;
    private static final Map<String, List<String>> NAMES = Map.of(
            "environment", List.of("contract", "lifecycle", "queue", "guarded", "gone", "nowhere"),
            "environments", List.of("contract", "lifecycle", "gone", "nowhere"),
            "confirm", List.of("guarded", "contract", "lifecycle"),
            "scratchEnvironment", List.of("nowhere", "contract"),
            "baselineOf", List.of("nowhere", "lifecycle"),
            "directory", List.of("legacy", "legacy/sql", "migrations", ".", "nowhere"),
            "system", List.of("goose", "alembic", "flyway", "custom", "liquibase", "nothing"),
            "targetVersion", List.of("0", "1", "2", "3", "10", "99"),
            "version", List.of("1", "2", "10"),
            "Prefer", List.of("wait=0", "wait=1", "respond-async"));

    private final JsonNode document;
    private final Deque<String> operations = new ArrayDeque<>();

    Values(JsonNode document) {
        this.document = document;
    }

    /** An operation that exists, so that later requests can look it up, follow and cancel it. */
    void remember(String operation) {
        operations.addFirst(operation);
        if (operations.size() > MOST_KNOWN) {
            operations.removeLast();
        }
    }

    JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : resolve(document.at(reference.substring(1)));
    }

    JsonNode of(JsonNode given, String name, Random random, int depth) {
        JsonNode schema = resolve(given);
        if (schema.has("anyOf")) {
            return of(schema.path("anyOf").get(0), name, random, depth);
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, random, depth);
            case "array" -> array(schema, name, random, depth);
            case "integer" -> IntNode.valueOf(1 + random.nextInt(3));
            // A tool that is run takes seconds.
            case "boolean" -> BooleanNode.valueOf(!name.equals("runTool") && random.nextBoolean());
            default -> TextNode.valueOf(text(schema, name, random));
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asText() : type.asText(schema.has("properties") ? "object" : "string");
    }

    private ObjectNode object(JsonNode schema, Random random, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        schema.path("properties").fields().forEachRemaining(each -> {
            if (required.contains(each.getKey()) || random.nextInt(depth + 2) == 0) {
                object.set(each.getKey(), of(each.getValue(), each.getKey(), random, depth + 1));
            }
        });
        return object;
    }

    private ArrayNode array(JsonNode schema, String name, Random random, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(3); i >= 0; i--) {
            array.add(of(schema.path("items"), name, random, depth + 1));
        }
        return array;
    }

    private String text(JsonNode schema, String name, Random random) {
        if (schema.path("format").asText().equals("duration")) {
            return Hostile.pick(random, List.of("PT2S", "PT0.5S", "PT1M"));
        }
        boolean id = List.of("id", "audit", "operation", "pageToken").contains(name);
        if (id || schema.path("format").asText().equals("uuid")) {
            return operations.isEmpty() || random.nextInt(8) == 0
                    ? new UUID(random.nextLong(), random.nextLong()).toString()
                    : Hostile.pick(random, List.copyOf(operations));
        }
        if (NAMES.containsKey(name)) {
            return Hostile.pick(random, NAMES.get(name));
        }
        if (name.equals("Idempotency-Key")) {
            return "key-" + random.nextInt(60);
        }
        return schema.path("examples").path(0).asText("x");
    }
}
