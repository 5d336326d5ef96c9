package dev.migrationcontrol.environment;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A variable that holds a database URL by the standard, {@code TEST_DATABASE_URL}, or by its deprecated spelling,
 * {@code DATABASE_TEST_URL}.
 *
 * @param owner {@code TEST}; empty for the environment {@code main}
 * @param replica whether it is the replica on which read-only checks run
 */
record UrlVariable(String owner, boolean replica) {
    static final String CONTROL = "CONTROL";
    static final String REHEARSAL = "REHEARSAL";
    static final String MAIN = "main";

    private static final Pattern STANDARD = Pattern.compile("(?:(?<owner>[A-Z0-9_]+)_)?DATABASE_(?<read>READ_)?URL");
    private static final Pattern DEPRECATED = Pattern.compile("DATABASE_(?<owner>[A-Z0-9_]+?)(?<read>_READ)?_URL");

    static Optional<UrlVariable> parse(String variable) {
        if (PropertyName.parse(variable).isPresent()) {
            return Optional.empty();
        }
        Matcher matcher = STANDARD.matcher(variable);
        if (!matcher.matches()) {
            matcher = DEPRECATED.matcher(variable);
        }
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String owner = Objects.requireNonNullElse(matcher.group("owner"), "");
        return Optional.of(new UrlVariable(owner, matcher.group("read") != null));
    }

    /** The variable for an environment's database. */
    static UrlVariable of(String environment) {
        return new UrlVariable(environment.equals(MAIN) ? "" : EnvironmentName.variablePart(environment), false);
    }

    String environment() {
        return owner.isEmpty() ? MAIN : EnvironmentName.of(owner);
    }

    String standard() {
        return (owner.isEmpty() ? "" : owner + "_") + "DATABASE_" + (replica ? "READ_" : "") + "URL";
    }

    String deprecated() {
        return "DATABASE_" + owner + (replica ? "_READ" : "") + "_URL";
    }
}
