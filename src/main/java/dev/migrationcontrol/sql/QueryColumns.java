package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.token.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns that a query names of tables, where there is no doubt whose a name is. */
final class QueryColumns {
    /** Words that a name without its table could be instead; among them all that PostgreSQL reads in an expression. */
    private static final Set<String> WORDS = Set.of("""
            all and any array as asc at between both by case cast coalesce collate conflict cross cube
            current current_catalog current_date current_role current_schema current_time current_timestamp
            current_user day default delete desc distinct do else end epoch escape except excluded exclude
            exists extract false fetch filter first following for from full greatest group grouping groups
            having hour ilike in inner insert intersect interval into is isnull join key last lateral
            leading least left like limit local localtime localtimestamp locked materialized merge minute
            month natural next no not nothing notnull nowait null nullif nulls of offset on only or order
            ordinality others outer over overlaps partition position preceding precision quarter range
            recursive repeatable returning right rollup row rows second select session_user set sets share
            similar skip some substring symmetric tablesample then ties time timestamp to trailing trim true
            unbounded union unknown update user using value values variadic varying week when where window
            with within without year zone""".split("\\s+"));

    private final Tokens tokens;
    private final Set<String> own;
    private final Set<String> made = new HashSet<>();

    /** @param own names that mean something else, such as those of parameters */
    QueryColumns(Tokens tokens, Set<String> own) {
        this.tokens = tokens;
        this.own = own;
    }

    void addTo(List<ColumnUses.Use> uses) {
        if (tokens.holds("LATERAL") || tokens.holds("ROWS", "FROM")) {
            return;
        }
        madeHere();
        List<String[]> pairs = from();
        Map<String, String> aliases = ColumnUses.aliases(pairs);
        for (int i = 0; i + 2 < tokens.size(); i++) {
            String alias = tokens.name(i);
            String column = tokens.name(i + 2);
            boolean qualified = alias != null
                    && column != null
                    && tokens.hasSymbol(i + 1, '.')
                    && !tokens.hasSymbol(i - 1, '.')
                    && !tokens.hasSymbol(i + 3, '.')
                    && !tokens.hasSymbol(i + 3, '(');
            if (qualified && aliases.containsKey(alias) && !own.contains(alias) && !isItem(i)) {
                uses.add(new ColumnUses.Use(String.valueOf(aliases.get(alias)), String.valueOf(column)));
            }
        }
        if (pairs.size() == 1 && isPlain()) {
            unqualified(pairs.get(0), uses);
        }
    }

    /** Names of common table expressions. */
    private void madeHere() {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            String name = tokens.name(i);
            int as = tokens.skipParentheses(i + 1);
            boolean opens = tokens.has(as, "AS")
                    && (tokens.hasSymbol(as + 1, '(')
                            || tokens.has(as + 1, "MATERIALIZED")
                            || tokens.has(as + 1, "NOT", "MATERIALIZED"));
            if (name != null && opens) {
                made.add(name);
            }
        }
    }

    /** Whether a name is that of a table after FROM or JOIN, with its schema. */
    private boolean isItem(int at) {
        return tokens.hasAny(at - 1, "FROM", "JOIN", "INTO", "UPDATE", "ONLY", "TABLE")
                || tokens.hasSymbol(at - 1, ',') && inFrom(at);
    }

    private boolean inFrom(int at) {
        for (int i = at - 1; i >= 0; i--) {
            if (tokens.hasAny(i, "FROM", "JOIN")) {
                return true;
            }
            if (tokens.hasAny(i, "SELECT", "WHERE", "ON", "BY", "HAVING", "RETURNING", "SET", "VALUES")
                    || tokens.hasSymbol(i, '(')) {
                return false;
            }
        }
        return false;
    }

    /** Each table after FROM, JOIN or a comma between such, by its alias. */
    private List<String[]> from() {
        List<String[]> pairs = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            boolean begins = tokens.hasAny(i, "FROM", "JOIN", "USING") && !tokens.has(i - 1, "DISTINCT") && !isInCall(i)
                    || tokens.hasSymbol(i, ',') && inFrom(i);
            Name table = begins ? Name.at(tokens, tokens.skip(i + 1, "ONLY")) : null;
            if (table == null) {
                if (begins) {
                    // A query or a function of its own: its alias is no table's.
                    int after = tokens.skipParentheses(i + 1);
                    alias(after, "", pairs);
                }
                continue;
            }
            String last = table.folded().get(table.folded().size() - 1);
            boolean isTable =
                    !tokens.hasSymbol(table.end(), '(') && !(table.folded().size() == 1 && made.contains(last));
            if (isTable) {
                if (!alias(table.end(), last, pairs)) {
                    pairs.add(new String[] {last, last});
                }
            } else {
                alias(tokens.skipParentheses(table.end()), "", pairs);
            }
        }
        return pairs;
    }

    /** Such as {@code extract(year FROM x)}. */
    private boolean isInCall(int at) {
        int depth = 0;
        for (int i = at - 1; i >= 0; i--) {
            depth += tokens.hasSymbol(i, ')') ? 1 : tokens.hasSymbol(i, '(') ? -1 : 0;
            if (depth < 0) {
                return !tokens.hasAny(i + 1, "SELECT", "WITH", "DELETE", "UPDATE", "INSERT")
                        && tokens.name(i - 1) != null
                        && !tokens.hasAny(i - 1, "IN", "EXISTS", "ANY", "ALL", "SOME", "ARRAY", "AS", "FROM", "JOIN");
            }
        }
        return false;
    }

    private boolean alias(int at, String table, List<String[]> pairs) {
        int place = tokens.skip(at, "AS");
        String alias = tokens.name(place);
        boolean is = alias != null && (place > at || !WORDS.contains(alias));
        if (is) {
            boolean renames = tokens.hasSymbol(place + 1, '(');
            pairs.add(new String[] {alias, renames ? "" : table});
        }
        return is;
    }

    /** One SELECT from one table, and nothing around it. */
    private boolean isPlain() {
        int selects = 0;
        for (int i = 0; i < tokens.size(); i++) {
            selects += tokens.has(i, "SELECT") ? 1 : 0;
            if (tokens.hasAny(i, "JOIN", "WITH", "UNION", "EXCEPT", "INTERSECT", "VALUES", "WINDOW", "INTO")) {
                return false;
            }
        }
        return selects == 1 && tokens.has(0, "SELECT");
    }

    private void unqualified(String[] table, List<ColumnUses.Use> uses) {
        Set<String> labels = new HashSet<>(List.of(table[0], table[1]));
        for (int i = 1; i < tokens.size(); i++) {
            String name = tokens.name(i);
            if (name != null && (tokens.has(i - 1, "AS") || isOperand(i - 1))) {
                labels.add(name);
            }
        }
        int from = tokens.find("FROM", 1);
        for (int i = 1; i < tokens.size(); i++) {
            String name = tokens.name(i);
            boolean column = name != null
                    && !WORDS.contains(name)
                    && !own.contains(name)
                    && !labels.contains(name)
                    && !tokens.hasSymbol(i + 1, '(')
                    && !tokens.hasSymbol(i + 1, '.')
                    && !tokens.hasSymbol(i - 1, '.')
                    && !tokens.hasSymbol(i - 1, ':')
                    && !tokens.has(i - 1, "AS")
                    && !tokens.has(i - 1, "COLLATE")
                    && !tokens.has(i - 1, "FROM")
                    && !isOperand(i - 1)
                    && !isLiteral(i + 1)
                    && from > 0;
            if (column && !isInside(i)) {
                uses.add(new ColumnUses.Use(table[1], String.valueOf(name)));
            }
        }
    }

    /** Within the parentheses of a call whose words mean something of its own. */
    private boolean isInside(int at) {
        int depth = 0;
        for (int i = at - 1; i >= 0; i--) {
            depth += tokens.hasSymbol(i, ')') ? 1 : tokens.hasSymbol(i, '(') ? -1 : 0;
            if (depth < 0) {
                return String.valueOf(tokens.name(i - 1))
                        .matches("extract|xml.*|json.*|cast|overlay|trim|position|normalize");
            }
        }
        return false;
    }

    private boolean isLiteral(int at) {
        return at < tokens.size() && tokens.all().get(at).kind() == Token.Kind.STRING;
    }

    /** What a label may follow. */
    private boolean isOperand(int at) {
        if (at < 0) {
            return false;
        }
        Token token = tokens.all().get(at);
        String name = tokens.name(at);
        return switch (token.kind()) {
            case STRING, DOLLAR_STRING, NUMBER -> true;
            case SYMBOL -> tokens.hasSymbol(at, ')') || tokens.hasSymbol(at, ']');
            default ->
                name != null
                        && (token.kind() == Token.Kind.QUOTED_IDENTIFIER
                                || !WORDS.contains(name)
                                || Set.of("end", "null", "true", "false").contains(name));
        };
    }
}
