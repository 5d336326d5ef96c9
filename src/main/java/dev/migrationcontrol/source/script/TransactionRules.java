package dev.migrationcontrol.source.script;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PostgreSQL refuses to run inside a transaction, or to use in the one that made it. */
public final class TransactionRules {
    private static final Pattern APART = Pattern.compile(
            "^(CREATE (UNIQUE )?INDEX CONCURRENTLY|DROP INDEX CONCURRENTLY|REINDEX (\\([^)]*\\) )?(\\w+ )?CONCURRENTLY|VACUUM|CREATE DATABASE"
                    + "|DROP DATABASE|CREATE TABLESPACE|DROP TABLESPACE|ALTER SYSTEM|ALTER DATABASE .* SET TABLESPACE"
                    + "|ALTER TABLE .* DETACH PARTITION .* CONCURRENTLY|(CREATE|ALTER|DROP) SUBSCRIPTION)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ADD_VALUE = Pattern.compile(
            "^ALTER TYPE (\\S+) ADD VALUE (?:IF NOT EXISTS )?'((?:[^']++|'')*+)'.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile(
            "^(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|END)( WORK| TRANSACTION)?$", Pattern.CASE_INSENSITIVE);

    private TransactionRules() {}

    public static boolean mustRunApart(Statement statement) {
        return BoundedPattern.in(APART, statement.sql()).matches();
    }

    public static boolean controls(Statement statement) {
        return BoundedPattern.in(CONTROL, statement.sql()).matches();
    }

    /** The first use of an enum's value after the statement that adds it. */
    public static Optional<Statement> useOfAddedValue(List<Statement> statements) {
        for (int i = 0; i < statements.size(); i++) {
            Matcher added = BoundedPattern.in(ADD_VALUE, statements.get(i).sql());
            if (added.matches()) {
                String literal = "'" + added.group(2) + "'";
                Optional<Statement> use = statements.subList(i + 1, statements.size()).stream()
                        .filter(later -> later.sql().contains(literal)
                                && !BoundedPattern.in(ADD_VALUE, later.sql()).matches())
                        .findFirst();
                if (use.isPresent()) {
                    return use;
                }
            }
        }
        return Optional.empty();
    }
}
