package dev.migrationcontrol.draft;

import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.sql.ClusterWideStatements;
import dev.migrationcontrol.sql.ServerAccess;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A desired schema: the SQL that makes it, or another environment that has it.
 *
 * @param scripts in the order in which they run; none for an environment
 */
record Model(List<ModelScript> scripts, @Nullable String environment) {
    private static final int MOST = 500;
    static final int LONGEST = 2_000_000;
    private static final int LONGEST_NAME = 500;

    Model {
        scripts = List.copyOf(scripts);
    }

    /**
     * @throws InvalidRequest when it is not exactly one of both, or what nobody may run on a server of others
     */
    static Model of(@Nullable List<ModelScript> scripts, @Nullable String environment) {
        if ((scripts == null || scripts.isEmpty()) == (environment == null)) {
            throw new InvalidRequest("body", "must have scripts or environment, and not both");
        }
        List<ModelScript> all = scripts == null ? List.of() : scripts;
        if (all.size() > MOST) {
            throw new InvalidRequest("scripts", "must be " + MOST + " at the most");
        }
        long characters = 0;
        for (ModelScript each : all) {
            require(each);
            characters += Objects.requireNonNull(each.content()).length();
        }
        if (characters > LONGEST) {
            throw new InvalidRequest("scripts", "must have " + LONGEST + " characters at the most");
        }
        return new Model(all, environment);
    }

    private static void require(@Nullable ModelScript script) {
        String name = script == null ? null : script.name();
        String content = script == null ? null : script.content();
        if (name == null || content == null) {
            throw new InvalidRequest("scripts", "must each have a name and a content");
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new InvalidRequest("scripts", "must have names of at most " + LONGEST_NAME + " characters");
        }
        requireWithin("scripts", name, content);
    }

    /** @throws InvalidRequest when a script of a field of the request is one that nobody may run on a server of others */
    static void requireWithin(String field, String name, String content) {
        Optional<String> reaching = ClusterWideStatements.find(content).or(() -> ServerAccess.find(content));
        if (reaching.isPresent()) {
            throw new InvalidRequest(field, "must not reach beyond their database: " + name + " has " + reaching.get());
        }
    }
}
