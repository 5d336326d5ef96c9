package dev.migrationcontrol.token;

import dev.migrationcontrol.problem.InvalidRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for on the command line.
 *
 * @param person who answers for the token; null where nobody is named
 */
record TokenArguments(NewToken wanted, @Nullable String person) {
    private static final Set<String> NEEDED = Set.of("--name", "--role", "--environments");
    private static final Set<String> MORE = Set.of("--expires", "--owner");
    private static final int LONGEST_OWNER = 200;

    /** @throws InvalidRequest with what is wrong */
    static TokenArguments of(List<String> arguments, Instant now) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (!NEEDED.contains(option) && !MORE.contains(option)) {
                throw new InvalidRequest(option, "is no option");
            }
            if (i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--")) {
                throw new InvalidRequest(option, "has no value");
            }
            if (options.put(option, arguments.get(i + 1)) != null) {
                throw new InvalidRequest(option, "is given twice");
            }
        }
        for (String needed : NEEDED.stream().sorted().toList()) {
            if (!options.containsKey(needed)) {
                throw new InvalidRequest(needed, "is missing");
            }
        }
        List<String> environments = Arrays.stream(
                        options.getOrDefault("--environments", "").split(",", -1))
                .map(String::strip)
                .toList();
        String expires = options.get("--expires");
        String owner = options.get("--owner");
        if (owner != null && !owner.matches("\\P{Cntrl}{1," + LONGEST_OWNER + "}")) {
            throw new InvalidRequest("--owner", "must be 1 to " + LONGEST_OWNER + " characters");
        }
        return new TokenArguments(
                NewToken.of(
                        options.get("--name"),
                        List.of(new Scope(options.getOrDefault("--role", ""), environments)),
                        expires == null ? null : end(expires, now),
                        now),
                owner);
    }

    private static Instant end(String text, Instant now) {
        try {
            return text.matches("\\d{1,3}d")
                    ? now.plus(Duration.ofDays(Integer.parseInt(text.substring(0, text.length() - 1))))
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidRequest("--expires", "must be days as 30d, or a moment as 2027-01-31T00:00:00Z");
        }
    }
}
