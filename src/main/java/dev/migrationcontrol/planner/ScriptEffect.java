package dev.migrationcontrol.planner;

import dev.migrationcontrol.sql.Effect;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.sql.token.TokenReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a script does, as far as the first words of its statements say: nothing, something to rows, or more than that. */
final class ScriptEffect {
    /** What an undo script says when nothing is to be undone, though the migration changes the schema. */
    static final String BY_DESIGN = "-- migration-control: nothing to undo";

    private static final Pattern MARK =
            Pattern.compile("--\\s*migration-control:\\s*nothing to undo\\b.*", Pattern.CASE_INSENSITIVE);
    private static final Set<String> NOTHING = Set.of(
            "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "set", "reset", "show");
    private static final Set<String> ROWS = Set.of(
            "insert",
            "update",
            "delete",
            "merge",
            "copy",
            "select",
            "with",
            "values",
            "table",
            "analyze",
            "vacuum",
            "lock",
            "notify",
            "refresh",
            "explain",
            "checkpoint",
            "prepare",
            "execute",
            "deallocate",
            "discard");

    private final List<Statement> statements;

    private ScriptEffect(List<Statement> statements) {
        this.statements = statements;
    }

    static ScriptEffect of(String sql) {
        return new ScriptEffect(ReadScript.of(sql).statements());
    }

    /** Whether the text says that it is empty on purpose. */
    static boolean isEmptyByDesign(String sql) {
        TokenReader reader = new TokenReader(sql, false);
        for (Token token = reader.next(); token != null; token = reader.next()) {
            if (token.kind() == Token.Kind.COMMENT
                    && MARK.matcher(token.in(sql)).matches()) {
                return true;
            }
        }
        return false;
    }

    /** No statement, or none that leaves anything: comments, the words of transactions, settings. */
    boolean isNothing() {
        return statements.stream().map(ScriptEffect::firstWord).allMatch(NOTHING::contains);
    }

    /** Whether it can leave more than other rows. */
    boolean changesSchema() {
        return statements.stream()
                .anyMatch(each -> !NOTHING.contains(firstWord(each))
                        && (!ROWS.contains(firstWord(each))
                                || Effect.of(each).stream().anyMatch(Effect::changesSchema)));
    }

    private static String firstWord(Statement statement) {
        return statement.firstWord().toLowerCase(Locale.ROOT);
    }
}
