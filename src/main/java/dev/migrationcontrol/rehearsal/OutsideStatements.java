package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.script.ScriptOutline;
import dev.migrationcontrol.sql.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** How each statement of a script that runs outside of a transaction can be measured. */
final class OutsideStatements {
    /** What is the same in a transaction of its own, which can be looked into before it ends. */
    private static final Set<String> WRAPPABLE = Set.of(
            "CREATE",
            "ALTER",
            "DROP",
            "INSERT",
            "UPDATE",
            "DELETE",
            "TRUNCATE",
            "COMMENT",
            "GRANT",
            "REVOKE",
            "DO",
            "SELECT",
            "WITH",
            "REFRESH",
            "MERGE",
            "ANALYZE",
            "SECURITY",
            "REASSIGN",
            "IMPORT");

    /** Where it depends on the relation whether they can run in a transaction. */
    private static final Set<String> DEPENDING = Set.of("REINDEX", "CLUSTER");

    private final List<ScriptOutline.Statement> statements;
    private final LockWatch.Opening opening;

    OutsideStatements(List<ScriptOutline.Statement> statements, LockWatch.Opening opening) {
        this.statements = statements;
        this.opening = opening;
    }

    /** How a statement is measured. */
    enum Kind {
        /** From other sessions, while it runs. */
        ALONE,
        /** In a transaction of its own. */
        WRAPPED,
        UNMEASURED
    }

    Kind kind(int statement) {
        if (statement > statements.size()) {
            return Kind.UNMEASURED;
        }
        ScriptOutline.Statement one = statements.get(statement - 1);
        String first = Tokens.firstWord(one.sql());
        if (one.alone() || DEPENDING.contains(first)) {
            return isOfRelations(one.sql()) ? Kind.ALONE : Kind.UNMEASURED;
        }
        return WRAPPABLE.contains(first) ? Kind.WRAPPED : Kind.UNMEASURED;
    }

    /** A database, a tablespace, a subscription or a setting of the server has no relation to lock. */
    private static boolean isOfRelations(String sql) {
        Tokens tokens = Tokens.of(sql);
        return !tokens.hasAny(1, "DATABASE", "TABLESPACE", "SUBSCRIPTION", "SYSTEM") && !tokens.has(0, "DISCARD");
    }

    LockWatch watch(Connection connection, int statement) throws SQLException {
        return LockWatch.begin(
                opening, connection, statements.get(statement - 1).sql());
    }
}
