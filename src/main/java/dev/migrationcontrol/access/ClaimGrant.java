package dev.migrationcontrol.access;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/**
 * A grant for whoever an issuer says certain things of.
 *
 * @param claims what each claim has to be, by its name; {@code *} stands for the last part of a path
 */
public record ClaimGrant(Grant grant, Map<String, String> claims) {
    private static final String ANY_LAST = "/*";

    public ClaimGrant {
        claims = Map.copyOf(claims);
    }

    /** @param values the values of a claim, by its name; several where it is a list */
    public boolean matches(Function<String, ? extends Collection<String>> values) {
        return claims.entrySet().stream()
                .allMatch(each -> values.apply(each.getKey()).stream().anyMatch(value -> fits(value, each.getValue())));
    }

    /** Whether a text may be configured as the value of a claim. */
    static boolean isValid(String wanted) {
        String exact = wanted.endsWith(ANY_LAST) ? wanted.substring(0, wanted.length() - ANY_LAST.length()) : wanted;
        return !exact.isEmpty() && exact.indexOf('*') < 0;
    }

    private static boolean fits(String value, String wanted) {
        if (!wanted.endsWith(ANY_LAST)) {
            return value.equals(wanted);
        }
        String before = wanted.substring(0, wanted.length() - 1);
        return value.startsWith(before) && value.length() > before.length() && value.indexOf('/', before.length()) < 0;
    }
}
