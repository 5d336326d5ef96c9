package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.script.PythonModule.Call;
import dev.migrationcontrol.source.script.PythonTokens.Kind;
import dev.migrationcontrol.source.script.PythonTokens.Token;
import dev.migrationcontrol.source.script.RecognisedScript.Reading.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the code of an Alembic revision says in literals, and whether that is all that it does. */
final class AlembicCode {
    private static final Set<String> CONDITIONS =
            Set.of("if", "elif", "else", "for", "while", "try", "except", "finally", "return", "raise", "assert");

    /** Operations that change no table, or that the statements say. */
    private static final Set<String> READ = Set.of("""
            create_table drop_table rename_table add_column drop_column alter_column create_index drop_index
            drop_constraint create_foreign_key create_unique_constraint bulk_insert create_check_constraint
            create_primary_key batch_alter_table get_bind get_context f create_table_comment
            drop_table_comment autocommit_block""".split("\\s+"));

    /** Receivers whose calls only describe something, or ask for it. */
    private static final Set<String> DESCRIBING =
            Set.of("sa", "sqlalchemy", "postgresql", "pg", "mysql", "sqlmodel", "inspector", "insp", "logger", "log");

    private AlembicCode() {}

    /** How much of a function the statements of {@link AlembicOperations} are. */
    static Extent extent(List<Token> body) {
        Extent extent = Extent.WHOLE;
        int depth = 0;
        for (int i = 0; i < body.size(); i++) {
            Token token = body.get(i);
            if (depth == 0 && token.kind() == Kind.NAME && CONDITIONS.contains(token.text())) {
                extent = Extent.CONDITIONAL;
            }
            if (token.is("lambda") || token.is("def") || token.is("import") || token.is("exec")) {
                return Extent.PART;
            }
            boolean call =
                    depth == 0 && token.is("(") && i > 0 && body.get(i - 1).kind() == Kind.NAME;
            if (call && !isRead(body, i)) {
                return Extent.PART;
            }
            depth += isOpening(token) ? 1 : isClosing(token) ? -1 : 0;
        }
        return extent;
    }

    private static boolean isRead(List<Token> body, int open) {
        int start = open - 1;
        while (start >= 2
                && body.get(start - 1).is(".")
                && (body.get(start - 2).kind() == Kind.NAME
                        || body.get(start - 2).is(")"))) {
            start -= 2;
        }
        String first = body.get(start).text();
        String name = body.get(open - 1).text();
        if (name.equals("execute")) {
            return isLiteral(arguments(body, open));
        }
        if (DESCRIBING.contains(first) && start < open - 1) {
            return !name.startsWith("create") && !name.startsWith("drop");
        }
        boolean operation = first.equals("op") || first.equals("batch_op") || first.equals(")");
        boolean type = (name.equals("create") || name.equals("drop")) && start < open - 1 && !operation;
        return operation && READ.contains(name) && isComplete(name, arguments(body, open))
                || type
                || Set.of("print", "set", "list", "str", "len").contains(first);
    }

    /** Whether a table or column is said with its name. */
    private static boolean isComplete(String name, List<Token> arguments) {
        if (name.equals("alter_column")) {
            return !holds(arguments, "new_column_name") || renames(arguments);
        }
        if (name.equals("add_column")) {
            return !target(arguments, "Column").isEmpty();
        }
        boolean named = !name.equals("create_table") && !name.equals("rename_table");
        return named || arguments.stream().anyMatch(each -> each.kind() == Kind.STRING);
    }

    private static boolean holds(List<Token> arguments, String name) {
        return arguments.stream().anyMatch(each -> each.is(name));
    }

    private static boolean renames(List<Token> arguments) {
        for (int i = 0; i + 2 < arguments.size(); i++) {
            if (arguments.get(i).is("new_column_name") && arguments.get(i + 1).is("=")) {
                return arguments.get(i + 2).kind() == Kind.STRING;
            }
        }
        return false;
    }

    private static List<Token> arguments(List<Token> body, int open) {
        int depth = 0;
        for (int i = open; i < body.size(); i++) {
            depth += isOpening(body.get(i)) ? 1 : isClosing(body.get(i)) ? -1 : 0;
            if (depth == 0) {
                return body.subList(open + 1, i);
            }
        }
        return body.subList(Math.min(open + 1, body.size()), body.size());
    }

    /** Whether the first argument is nothing but literals, in a call of text() or not. */
    private static boolean isLiteral(List<Token> arguments) {
        boolean any = false;
        for (Token token : arguments) {
            if (token.kind() == Kind.STRING) {
                if (token.text().contains("{")) {
                    return false;
                }
                any = true;
            } else if (token.is(",")) {
                return any;
            } else if (!token.is("(")
                    && !token.is(")")
                    && !token.is("sa")
                    && !token.is(".")
                    && !token.is("text")
                    && !token.is("sqlalchemy")
                    && token.kind() != Kind.NEWLINE) {
                return false;
            }
        }
        return any;
    }

    /** Literals that follow each other are one. */
    static String joined(List<Token> arguments, Token first) {
        StringBuilder whole = new StringBuilder();
        boolean begun = false;
        for (Token token : arguments) {
            begun |= token == first;
            if (begun && token.kind() == Kind.STRING) {
                whole.append(token.text());
            } else if (begun && token.kind() != Kind.NEWLINE) {
                break;
            }
        }
        return whole.toString();
    }

    /** The columns of a create_table as SQL lists them; what borrows its columns where they are not all said. */
    static String columns(Call call) {
        List<String> columns = new ArrayList<>();
        List<List<Token>> parts = split(call.arguments());
        for (List<Token> part : parts.subList(Math.min(1, parts.size()), parts.size())) {
            boolean keyword = part.size() > 1 && part.get(1).is("=");
            int open = part.indexOf(
                    part.stream().filter(each -> each.is("(")).findFirst().orElse(null));
            String name = open < 1 ? "" : part.get(open - 1).text();
            boolean literal =
                    open > 0 && open + 1 < part.size() && part.get(open + 1).kind() == Kind.STRING;
            if (name.equals("Column") && literal) {
                columns.add(quoted(part.get(open + 1).text()) + " type" + references(target(part, "ForeignKey")));
            } else if (name.equals("ForeignKeyConstraint")) {
                columns.add("FOREIGN KEY (" + ")" + references(second(part.subList(open + 1, part.size()))));
            } else if (!name.endsWith("Constraint") && !name.equals("Index") && !keyword) {
                return "LIKE unknown";
            }
        }
        return String.join(", ", columns);
    }

    /** The table of a target such as {@code shop.id}. */
    static String references(String target) {
        String table = target.contains(".") ? target.substring(0, target.lastIndexOf('.')) : target;
        return table.isEmpty() ? "" : " REFERENCES " + table;
    }

    private static String target(List<Token> part, String call) {
        for (int i = 0; i + 2 < part.size(); i++) {
            if (part.get(i).is(call)
                    && part.get(i + 1).is("(")
                    && part.get(i + 2).kind() == Kind.STRING) {
                return part.get(i + 2).text();
            }
        }
        return "";
    }

    /** The first string of the second list. */
    private static String second(List<Token> arguments) {
        List<List<Token>> parts = split(arguments);
        return parts.size() < 2
                ? ""
                : parts.get(1).stream()
                        .filter(each -> each.kind() == Kind.STRING)
                        .findFirst()
                        .map(Token::text)
                        .orElse("");
    }

    private static List<List<Token>> split(List<Token> arguments) {
        List<List<Token>> parts = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        int depth = 0;
        for (Token token : arguments) {
            depth += isOpening(token) ? 1 : isClosing(token) ? -1 : 0;
            if (depth == 0 && token.is(",")) {
                parts.add(part);
                part = new ArrayList<>();
            } else if (token.kind() != Kind.NEWLINE) {
                part.add(token);
            }
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*")
                        && !name.toLowerCase(Locale.ROOT).matches("like|check|unique|primary")
                ? name
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static boolean isOpening(Token token) {
        return token.is("(") || token.is("[") || token.is("{");
    }

    private static boolean isClosing(Token token) {
        return token.is(")") || token.is("]") || token.is("}");
    }
}
