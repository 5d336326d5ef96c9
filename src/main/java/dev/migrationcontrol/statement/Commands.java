package dev.migrationcontrol.statement;

import dev.migrationcontrol.sql.Tokens;
import dev.migrationcontrol.statement.Command.Opaque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads what a statement does from its first tokens, in time that grows with their number alone. What it does not
 * understand is {@link Opaque}, never an error.
 */
public final class Commands {
    /** A statement of more is full of data, which no rule reads. */
    static final int MOST_TOKENS = 20_000;

    private static final Set<String> CALLS = Set.of("DO", "CALL", "EXECUTE");
    private static final Set<String> ROWS = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "VALUES", "TABLE");

    private final Cursor cursor;
    private final boolean cut;

    private Commands(Tokens tokens) {
        this.cursor = new Cursor(tokens);
        this.cut = tokens.size() >= MOST_TOKENS;
    }

    /** What it does, in the order in which it does it: one command, or several where the parts of a WITH change rows. */
    public static List<Command> of(String sql) {
        Tokens tokens = Tokens.first(sql, MOST_TOKENS);
        if (tokens.size() == 0) {
            return List.of();
        }
        try {
            return new Commands(tokens).read();
        } catch (Cursor.Unreadable e) {
            return List.of(new Opaque(String.valueOf(e.getMessage())));
        }
    }

    private List<Command> read() {
        while (cursor.take('(')) {
            // SELECT may be in parentheses.
        }
        String word = cursor.word();
        if (cut && !ROWS.contains(word) && !word.equals("COPY")) {
            return List.of(new Opaque("it has more than " + MOST_TOKENS + " words"));
        }
        if (word.equals("WITH")) {
            List<Command> all = new ArrayList<>(new RowReader(cursor).parts());
            all.add(new RowReader(cursor).with());
            return all;
        }
        if (word.equals("SELECT") && intoTable() != null) {
            return List.of(intoTable());
        }
        return List.of(ROWS.contains(word) ? new RowReader(cursor).read(word) : command(word));
    }

    private @org.jspecify.annotations.Nullable Command intoTable() {
        Tokens tokens = cursor.tokens();
        int into = tokens.find("INTO", 1);
        if (into < 0) {
            return null;
        }
        Cursor place = new Cursor(tokens);
        place.moveTo(into + 1);
        boolean temporary = place.takeAny("TEMP", "TEMPORARY");
        boolean unlogged = place.take("UNLOGGED");
        place.take("TABLE");
        return new Command.CreateTable(
                place.name(),
                false,
                temporary,
                unlogged,
                List.of(),
                List.of(),
                null,
                false,
                false,
                true,
                true,
                false,
                List.of());
    }

    private Command command(String word) {
        if (CALLS.contains(word)) {
            return new Opaque("what " + word + " does is decided when it runs");
        }
        return switch (word) {
            case "CREATE" -> new CreateReader(cursor).read();
            case "DROP" -> new ObjectReader(cursor).drop();
            case "ALTER" -> new ObjectReader(cursor).alter();
            case "TRUNCATE" -> truncate();
            case "COPY" -> copy();
            case "GRANT", "REVOKE" -> grant(word.equals("REVOKE"));
            case "BEGIN", "START" -> new Command.Transaction("BEGIN");
            case "COMMIT", "END" -> new Command.Transaction("COMMIT");
            case "ROLLBACK", "ABORT" -> new Command.Transaction("ROLLBACK");
            case "SAVEPOINT", "RELEASE" -> new Command.Transaction(word);
            case "SET" -> setting();
            case "RESET" -> new Command.Setting(cursor.restText().toLowerCase(Locale.ROOT), "", false);
            case "LOCK" -> lock();
            default -> maintenance(word);
        };
    }

    private Command maintenance(String word) {
        return switch (word) {
            case "REFRESH" -> {
                cursor.take("MATERIALIZED", "VIEW");
                boolean concurrently = cursor.take("CONCURRENTLY");
                ObjectName view = cursor.name();
                yield new Command.Refresh(view, concurrently, !cursor.is("WITH", "NO", "DATA"));
            }
            case "REINDEX" -> reindex();
            case "CLUSTER", "VACUUM", "ANALYZE", "ANALYSE" -> housekeeping(word);
            case "COMMENT" -> {
                cursor.take("ON");
                String kind = Kinds.take(cursor);
                yield new Command.Comment(kind, cursor.optionalName());
            }
            case "REASSIGN",
                    "SECURITY",
                    "IMPORT",
                    "LISTEN",
                    "NOTIFY",
                    "UNLISTEN",
                    "CHECKPOINT",
                    "DISCARD",
                    "EXPLAIN",
                    "SHOW",
                    "PREPARE",
                    "DEALLOCATE",
                    "LOAD" -> new Command.AlterOther(word.toLowerCase(Locale.ROOT), null);
            default -> throw new Cursor.Unreadable("a statement does not begin with " + word);
        };
    }

    private Command truncate() {
        cursor.take("TABLE");
        List<ObjectName> tables = cursor.names();
        return new Command.Truncate(tables, cursor.rest().holds("CASCADE"));
    }

    private Command copy() {
        if (cursor.isSymbol('(')) {
            return new Command.Select(List.of());
        }
        ObjectName table = cursor.name();
        cursor.moveTo(cursor.tokens().skipParentheses(cursor.at()));
        return new Command.Copy(table, cursor.is("FROM"));
    }

    private Command grant(boolean revoke) {
        if (revoke) {
            cursor.take("GRANT", "OPTION", "FOR");
            cursor.take("ADMIN", "OPTION", "FOR");
        }
        Tokens privileges = cursor.until("ON", "TO", "FROM");
        boolean membership = !cursor.take("ON");
        GrantObjects on = GrantObjects.of(cursor.until("TO", "FROM"), membership);
        cursor.skip();
        List<String> grantees = new ArrayList<>();
        do {
            cursor.take("GROUP");
            grantees.add(cursor.identifier());
        } while (cursor.take(','));
        List<String> names = new ArrayList<>();
        for (Tokens each : privileges.split(',')) {
            names.add(each.value(0).toUpperCase(Locale.ROOT));
        }
        return new Command.Grant(revoke, names, membership, on.kind(), on.names(), grantees, cursor.is("WITH"));
    }

    private Command setting() {
        boolean local = cursor.take("LOCAL");
        cursor.take("SESSION");
        if (cursor.isAny("CONSTRAINTS", "TRANSACTION", "CHARACTERISTICS")) {
            return new Command.AlterOther("set " + cursor.word().toLowerCase(Locale.ROOT), null);
        }
        if (cursor.take("TIME", "ZONE")) {
            return new Command.Setting("timezone", cursor.restText(), local);
        }
        ObjectName name = cursor.name();
        if (!cursor.take('=')) {
            cursor.take("TO");
        }
        int from = cursor.at();
        String value = cursor.tokens().size() - from == 1 ? cursor.tokens().value(from) : cursor.restText();
        return new Command.Setting(name.toString(), value, local);
    }

    private Command lock() {
        cursor.take("TABLE");
        List<ObjectName> tables = cursor.names();
        boolean in = cursor.take("IN");
        String mode = in ? Expression.of(cursor.until("MODE")).text().toUpperCase(Locale.ROOT) : "ACCESS EXCLUSIVE";
        return new Command.LockTable(tables, mode.replaceAll("\\s+", " "));
    }

    private Command reindex() {
        Tokens tokens = cursor.tokens();
        int options = cursor.at();
        cursor.moveTo(tokens.skipParentheses(options));
        boolean concurrently = tokens.between(options, cursor.at()).holds("CONCURRENTLY");
        String kind = cursor.word().toLowerCase(Locale.ROOT);
        concurrently |= cursor.take("CONCURRENTLY");
        return new Command.Reindex(kind, cursor.optionalName(), concurrently);
    }

    private Command housekeeping(String word) {
        Tokens tokens = cursor.tokens();
        int options = cursor.at();
        cursor.moveTo(tokens.skipParentheses(options));
        boolean full = tokens.between(options, cursor.at()).holds("FULL");
        while (cursor.isAny("FULL", "FREEZE", "VERBOSE", "ANALYZE", "ANALYSE")) {
            full |= cursor.is("FULL");
            cursor.skip();
        }
        List<ObjectName> tables = cursor.atEnd() ? List.of() : cursor.names();
        return new Command.Maintenance(word.equals("ANALYSE") ? "ANALYZE" : word, tables, full);
    }
}
