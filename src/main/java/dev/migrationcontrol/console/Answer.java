package dev.migrationcontrol.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API said, or a part of it. A part that is not there is empty, so that a page shows what there is. */
final class Answer {
    static final Answer NOTHING = new Answer(MissingNode.getInstance());

    private final JsonNode json;

    Answer(JsonNode json) {
        this.json = json;
    }

    /** Whether there is a value of this name. */
    public boolean has(String name) {
        return !json.path(name).isMissingNode() && !json.path(name).isNull();
    }

    /** Whether there is anything. */
    public boolean isThere() {
        return !json.isMissingNode() && !json.isNull();
    }

    public Answer at(String name) {
        return new Answer(json.path(name));
    }

    /** The text of this name, or an empty one. */
    public String text(String name) {
        return has(name) ? json.path(name).asText() : "";
    }

    /** This value itself as text. */
    public String value() {
        return json.isValueNode() ? json.asText() : json.toString();
    }

    public long number(String name) {
        return json.path(name).asLong();
    }

    public boolean flag(String name) {
        return json.path(name).asBoolean();
    }

    public List<Answer> list(String name) {
        List<Answer> list = new ArrayList<>();
        json.path(name).forEach(each -> list.add(new Answer(each)));
        return list;
    }

    public List<String> texts(String name) {
        return list(name).stream().map(Answer::value).toList();
    }

    /** The members, each with its name. */
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        json.properties().forEach(each -> members.add(new Member(each.getKey(), new Answer(each.getValue()).value())));
        return members;
    }

    /** A named value of an object. */
    public record Member(String name, String value) {}

    @Nullable
    Instant time(String name) {
        return has(name) ? Instant.parse(text(name)) : null;
    }

    @Nullable
    Duration duration(String name) {
        return has(name) ? Duration.parse(text(name)) : null;
    }

    /** As it came, with line ends, for reading. */
    public String pretty() {
        return json.toPrettyString();
    }
}
