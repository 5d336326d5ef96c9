package dev.migrationcontrol.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The procedures that scripts define, by their names without schema: which of them commit or roll back, by themselves or by
 * those that they call. A call of such a one cannot run inside of a transaction block.
 */
public final class Procedures {
    private final Map<String, List<Body>> bodies = new HashMap<>();

    /** Takes in what a script defines. */
    public void read(String script) {
        if (!script.toUpperCase(Locale.ROOT).contains("PROCEDURE")) {
            return;
        }
        for (Statement statement : ReadScript.of(script).statements()) {
            Tokens tokens = statement.tokens();
            int kind = tokens.has(0, "CREATE") ? tokens.skip(1, "OR", "REPLACE") : tokens.size();
            String name = tokens.has(kind, "PROCEDURE") ? called(tokens, kind + 1) : null;
            if (name != null) {
                bodies.computeIfAbsent(name, none -> new ArrayList<>()).add(Body.of(tokens));
            }
        }
    }

    /** Whether a statement is known to end transactions: the call of such a procedure, or a block. */
    public boolean endTransactions(Statement statement) {
        String called = calledBy(statement);
        return called == null
                ? Tokens.firstWord(statement.text()).equals("DO")
                        && TransactionBlocks.refused(statement, this::endTransactions) != null
                : endTransactions(called);
    }

    /** Whether a statement calls a procedure that no script defines. */
    public boolean lack(Statement statement) {
        String called = calledBy(statement);
        return called != null && !bodies.containsKey(called);
    }

    private static @Nullable String calledBy(Statement statement) {
        Tokens head = statement.head();
        return head.has(0, "CALL") ? called(head, 1) : null;
    }

    /** Whether one that is called so ends transactions. */
    public boolean endTransactions(String name) {
        return endTransactions(name, new HashSet<>());
    }

    private boolean endTransactions(String name, Set<String> seen) {
        return seen.add(name)
                && bodies.getOrDefault(name, List.of()).stream()
                        .anyMatch(body -> body.endsTransactions()
                                || body.calls().stream().anyMatch(each -> endTransactions(each, seen)));
    }

    /** The last part of the name before the parentheses; null where there is none. */
    static @Nullable String called(Tokens tokens, int from) {
        int last = from;
        while (tokens.hasSymbol(last + 1, '.')) {
            last += 2;
        }
        return tokens.hasSymbol(last + 1, '(') ? tokens.name(last) : null;
    }

    /**
     * What the text of a procedure or of a block does to transactions.
     *
     * @param calls the procedures that it calls, by their names without schema
     */
    record Body(boolean endsTransactions, Set<String> calls) {
        private static final Body NONE = new Body(false, Set.of());

        static Body of(Tokens tokens) {
            if (tokens.has(0, "DO")) {
                return of(Block.doneBy(tokens));
            }
            for (int i = tokens.size() - 1; i > 0; i--) {
                String text = tokens.has(i - 1, "AS") ? Block.content(tokens, i) : null;
                if (text != null) {
                    return of(Block.statements(text));
                }
            }
            return NONE;
        }

        private static Body of(List<Tokens> statements) {
            boolean ends = false;
            Set<String> calls = new HashSet<>();
            for (Tokens each : statements) {
                ends |= each.hasAny(0, "COMMIT", "ROLLBACK");
                String called = each.has(0, "CALL") ? called(each, 1) : null;
                if (called != null) {
                    calls.add(called);
                }
            }
            return new Body(ends, calls);
        }
    }
}
