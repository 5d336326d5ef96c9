package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.setting.ListSetting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The search path that a database's URL gives, as {@code search_path}, {@code currentSchema} or within {@code options}:
 * where nobody says which schemas are managed, its first schema is, as with stock Flyway.
 */
final class SearchPath {
    private static final Pattern OPTION = Pattern.compile(
            "(?:^|\\s)(?:-c\\s*|--)search[_-]path\\s*=\\s*(?<path>(?:\\\\.|[^\\s\\\\])*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SearchPath() {}

    /** The policy with the schema of the URL, unless it says itself which schemas are managed. */
    static Policy applied(Policy policy, Database database, Complaints complaints) {
        Optional<String> path = of(database);
        if (path.isEmpty() || policy.schemasAreSaid()) {
            return policy;
        }
        Optional<String> first = ListSetting.parse(path.get()).map(parts -> folded(parts.get(0), path.get()));
        if (first.isEmpty()
                || first.get().startsWith("$")
                || Identifier.wrongSchema(first.get()).isPresent()) {
            complaints.add(
                    "has a search path that does not begin with the fixed name of a schema",
                    "set the environment's schemas, the first for the history, and leave the search path out");
            return policy;
        }
        return policy.withSchemas(List.of(first.get()));
    }

    private static Optional<String> of(Database database) {
        String parameter = database.parameters().get("search_path");
        if (parameter != null) {
            return Optional.of(parameter);
        }
        Matcher option = OPTION.matcher(database.parameters().getOrDefault("options", ""));
        String last = null;
        while (option.find()) {
            last = option.group("path").replaceAll("\\\\(.)", "$1");
        }
        return Optional.ofNullable(last);
    }

    /** PostgreSQL reads a name without quotes in lower case. */
    private static String folded(String first, String path) {
        return path.strip().startsWith("\"") ? first : first.toLowerCase(Locale.ROOT);
    }
}
