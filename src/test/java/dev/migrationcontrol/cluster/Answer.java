package dev.migrationcontrol.cluster;

import com.fasterxml.jackson.databind.JsonNode;

/** What a replica answered. */
public record Answer(int status, JsonNode body) {
    public String text(String pointer) {
        return body.at(pointer).asText("");
    }

    public String id() {
        return text("/id");
    }

    public String state() {
        return text("/state");
    }

    @Override
    public String toString() {
        return status + " " + body;
    }
}
