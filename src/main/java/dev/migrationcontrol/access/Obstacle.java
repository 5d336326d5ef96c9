package dev.migrationcontrol.access;

import java.util.Map;

/**
 * Something that stands against a change although a grant allows it.
 *
 * @param slug the last part of the problem's type
 * @param status of HTTP: 403, or 503 where nobody knows at the moment
 * @param detail what stands against it and what ends that, as sentences
 * @param members more members of the problem, such as {@code until}
 */
public record Obstacle(String slug, int status, String title, String detail, Map<String, Object> members) {
    public Obstacle {
        members = Map.copyOf(members);
    }
}
