package dev.migrationcontrol.source.script;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scripts of one directory whose names say which database they are for, as in {@code 01_users.mysql.up.sql}. */
final class NamedDialects {
    private static final Pattern NAMED = Pattern.compile(
            "^(.+?)\\.(postgres|postgresql|pg|psql|cockroach|cockroachdb|crdb|mysql|mariadb|sqlite3?|mssql|sqlserver|oracle|h2)((?:\\.autocommit)?(?:\\.(?:up|down))?\\.sql)$");
    private static final Set<String> POSTGRES = Set.of("postgres", "postgresql", "pg", "psql");

    private NamedDialects() {}

    /** Those that PostgreSQL is given: its own, and the common ones where it has none. */
    static List<SourceFile> forPostgres(List<SourceFile> files) {
        Set<String> own = new HashSet<>();
        for (SourceFile file : files) {
            Matcher named = BoundedPattern.in(NAMED, file.name());
            if (named.matches() && POSTGRES.contains(String.valueOf(named.group(2)))) {
                own.add(String.valueOf(named.group(1)).concat(String.valueOf(named.group(3))));
            }
        }
        List<SourceFile> kept = new ArrayList<>();
        for (SourceFile file : files) {
            Matcher named = BoundedPattern.in(NAMED, file.name());
            if (named.matches() ? POSTGRES.contains(String.valueOf(named.group(2))) : !own.contains(file.name())) {
                kept.add(file);
            }
        }
        return kept.isEmpty() ? files : kept;
    }

    static List<Finding> variants(String directory, List<SourceFile> files) {
        Set<String> others = new TreeSet<>();
        boolean postgres = false;
        for (SourceFile file : files) {
            Optional<String> dialect = dialect(file.name());
            postgres |= dialect.filter(POSTGRES::contains).isPresent();
            dialect.filter(each -> !POSTGRES.contains(each)).ifPresent(others::add);
        }
        return others.isEmpty() || !postgres
                ? List.of()
                : List.of(Finding.info(
                        "dialect-variants",
                        directory,
                        0,
                        "The names of scripts say which database they are for; those for " + String.join(", ", others)
                                + " are left out.",
                        "Do nothing: only those for PostgreSQL are consolidated; the others stay as they are."));
    }

    /** Which database a name says the script is for. */
    static Optional<String> dialect(String name) {
        Matcher named = BoundedPattern.in(NAMED, name);
        return named.matches() ? Optional.of(String.valueOf(named.group(2))) : Optional.empty();
    }

    /** The name without the database in it. */
    static String common(String name) {
        Matcher named = BoundedPattern.in(NAMED, name);
        return named.matches() ? String.valueOf(named.group(1)).concat(String.valueOf(named.group(3))) : name;
    }
}
