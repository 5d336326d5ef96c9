package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.script.PythonModule.Call;
import dev.migrationcontrol.source.script.PythonTokens.Kind;
import dev.migrationcontrol.source.script.PythonTokens.Token;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Alembic's operations, as the SQL that they run. */
public final class AlembicOperations {
    /** The mark for a constraint whose name is None: it cannot be dropped. */
    public static final String UNNAMED = "none";

    private AlembicOperations() {}

    static List<Statement> statements(List<Token> body) {
        List<Statement> statements = new ArrayList<>();
        String batch = "";
        for (Call call : PythonModule.calls(body)) {
            String name = call.name().substring(call.name().lastIndexOf('.') + 1);
            if (name.equals("batch_alter_table")) {
                batch = text(call.positional(0));
            } else if (name.equals("execute")) {
                Token sql = call.positional(0);
                if (sql != null && sql.kind() == Kind.STRING) {
                    statements.addAll(ScriptOutline.of(AlembicCode.joined(call.arguments(), sql), sql.line()));
                }
            } else if (call.name().startsWith("op.") || call.name().startsWith("batch_op.")) {
                String table = call.name().startsWith("batch_op.") ? batch : "";
                sql(name, call, table).ifPresent(text -> statements.add(Statement.of(text, call.line())));
            }
        }
        return statements;
    }

    /** @param table the table of the batch that the call is in; empty outside of one */
    private static Optional<String> sql(String operation, Call call, String table) {
        boolean batch = !table.isEmpty();
        String first = text(call.positional(0));
        String second = text(call.positional(1));
        String on = batch ? table : second.isEmpty() ? keyword(call, "table_name") : second;
        String column = batch ? first : second;
        String owner = batch ? table : first;
        return Optional.ofNullable(
                switch (operation) {
                    case "create_table" -> "CREATE TABLE " + first + " (" + AlembicCode.columns(call) + ")";
                    case "drop_table" -> "DROP TABLE " + first;
                    case "rename_table" -> "ALTER TABLE " + first + " RENAME TO " + second;
                    case "add_column" -> "ALTER TABLE " + owner + " ADD COLUMN " + column(call) + " type";
                    case "drop_column" -> "ALTER TABLE " + owner + " DROP COLUMN " + column;
                    case "alter_column" -> {
                        String now = keyword(call, "new_column_name");
                        yield "ALTER TABLE " + owner
                                + (now.isEmpty()
                                        ? " ALTER COLUMN " + column + " SET"
                                        : " RENAME COLUMN " + column + " TO " + now);
                    }
                    case "create_index" ->
                        "CREATE INDEX " + concurrently(call) + first + " ON " + on + " (" + columns(call) + ")";
                    case "drop_index" -> "DROP INDEX " + concurrently(call) + first + (on.isEmpty() ? "" : " ON " + on);
                    case "drop_constraint" ->
                        "ALTER TABLE " + on + " DROP CONSTRAINT " + (first.isEmpty() ? UNNAMED : first);
                    case "create_foreign_key" ->
                        "ALTER TABLE " + on + constraint(first) + "FOREIGN KEY"
                                + AlembicCode.references(text(call.positional(batch ? 1 : 2)));
                    case "create_unique_constraint" -> "ALTER TABLE " + on + constraint(first) + "UNIQUE";
                    case "create_check_constraint" -> "ALTER TABLE " + on + constraint(first) + "CHECK";
                    case "create_primary_key" -> "ALTER TABLE " + on + constraint(first) + "PRIMARY KEY";
                    case "bulk_insert" -> "INSERT INTO " + (first.isEmpty() ? "rows" : first);
                    default -> null;
                });
    }

    private static String constraint(String name) {
        return " ADD " + (name.isEmpty() ? "" : "CONSTRAINT " + name + " ");
    }

    private static String column(Call call) {
        List<Token> arguments = call.arguments();
        for (int i = 0; i + 2 < arguments.size(); i++) {
            if (arguments.get(i).is("Column") && arguments.get(i + 2).kind() == Kind.STRING) {
                return arguments.get(i + 2).text();
            }
        }
        return "column";
    }

    private static String columns(Call call) {
        List<String> columns = new ArrayList<>();
        int depth = 0;
        for (Token token : call.arguments()) {
            depth += token.is("[") ? 1 : token.is("]") ? -1 : 0;
            if (depth > 0 && token.kind() == Kind.STRING) {
                columns.add(token.text());
            }
        }
        return String.join(", ", columns);
    }

    private static String concurrently(Call call) {
        return call.keyword("postgresql_concurrently")
                        .filter(token -> token.is("True"))
                        .isPresent()
                ? "CONCURRENTLY "
                : "";
    }

    private static String keyword(Call call, String name) {
        return call.keyword(name)
                .filter(token -> token.kind() == Kind.STRING)
                .map(Token::text)
                .orElse("");
    }

    private static String text(@Nullable Token token) {
        return token == null || token.kind() != Kind.STRING ? "" : token.text();
    }
}
