package dev.migrationcontrol.token;

import dev.migrationcontrol.access.Grant;
import dev.migrationcontrol.access.Role;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.InvalidRequest.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a token is to be, checked in its form; whether it may be is not asked here. */
record NewToken(String name, List<Scope> scopes, Instant expires) {
    static final Duration USUAL_LIFE = Duration.ofDays(90);
    static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final int MOST_SCOPES = 20;
    private static final int MOST_ENVIRONMENTS = 200;

    /**
     * @param expires null for the usual life
     * @throws InvalidRequest with everything that is wrong
     */
    static NewToken of(@Nullable String name, @Nullable List<Scope> scopes, @Nullable Instant expires, Instant now) {
        List<Violation> violations = new ArrayList<>();
        if (name == null || !NAME.matcher(name).matches()) {
            violations.add(new Violation(
                    "name", "must be 1 to 40 lower-case letters, digits and hyphens, a letter first, such as ci"));
        }
        if (scopes == null || scopes.isEmpty() || scopes.size() > MOST_SCOPES || hasNull(scopes)) {
            violations.add(new Violation("scopes", "must be 1 to " + MOST_SCOPES + " roles on environments"));
        } else {
            for (int i = 0; i < scopes.size(); i++) {
                check("scopes[" + i + "].", scopes.get(i), violations);
            }
        }
        Instant end = expires == null ? now.plus(USUAL_LIFE) : expires;
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST_LIFE))) {
            violations.add(new Violation(
                    "expiresAt",
                    "must be after now and at most " + LONGEST_LIFE.toDays() + " days away; now is " + now));
        }
        if (name == null || scopes == null || !violations.isEmpty()) {
            throw new InvalidRequest(violations);
        }
        return new NewToken(name, scopes, end);
    }

    private static boolean hasNull(List<?> list) {
        return list.stream().anyMatch(Objects::isNull);
    }

    private static void check(String field, Scope scope, List<Violation> violations) {
        if (Role.find(scope.role()).isEmpty()) {
            violations.add(new Violation(field + "role", "must be one of " + String.join(", ", Role.ids())));
        }
        List<String> names = scope.environments();
        boolean all = names.contains(Grant.ALL);
        if (names.isEmpty()
                || names.size() > MOST_ENVIRONMENTS
                || names.contains("")
                || new HashSet<>(names).size() < names.size()
                || all && names.size() > 1) {
            violations.add(new Violation(
                    field + "environments",
                    "must be 1 to " + MOST_ENVIRONMENTS + " different names of environments, or * alone"));
        }
    }
}
