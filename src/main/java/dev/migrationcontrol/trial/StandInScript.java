package dev.migrationcontrol.trial;

import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.SqlIdentifiers;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.Tokens;
import dev.migrationcontrol.sql.token.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A script with stand-ins in place of extensions: the statements that create or drop one create or drop its stand-in, and
 * the modifiers of its types are left out. Every line and every number of a statement stays.
 */
final class StandInScript {
    private static final int DEEPEST = 5;
    private static final String MARKER = "migration_control_stand_in_";

    private final Map<String, StandIn> standIns;

    /** @param standIns by their extensions */
    StandInScript(Map<String, StandIn> standIns) {
        this.standIns = Map.copyOf(standIns);
    }

    /** The extensions that a script creates, with the line of each. */
    static List<Created> created(String script) {
        List<Created> created = new ArrayList<>();
        for (Statement each : ReadScript.of(script).statements()) {
            Tokens tokens = each.tokens();
            String name = tokens.has(0, "CREATE", "EXTENSION") ? name(tokens, 2) : null;
            if (name != null) {
                created.add(new Created(name, each.line()));
            }
        }
        return created;
    }

    record Created(String extension, int line) {}

    String of(String script) {
        String rest = withoutModifiers(script, 0);
        StringBuilder sql = new StringBuilder(rest);
        List<Statement> statements = new ArrayList<>(ReadScript.of(rest).statements());
        Collections.reverse(statements);
        for (Statement each : statements) {
            String by = replacement(each.tokens());
            if (by != null) {
                TrialCut.replace(sql, each, by);
            }
        }
        return sql.toString();
    }

    private @Nullable String replacement(Tokens tokens) {
        boolean comments = tokens.has(0, "COMMENT", "ON", "EXTENSION");
        if (!comments && !(tokens.hasAny(0, "CREATE", "DROP", "ALTER") && tokens.has(1, "EXTENSION"))) {
            return null;
        }
        String name = name(tokens, comments ? 3 : 2);
        StandIn standIn = name == null ? null : standIns.get(name);
        if (standIn == null) {
            return null;
        }
        return tokens.has(0, "CREATE")
                ? create(standIn, tokens)
                : tokens.has(0, "DROP") ? drop(standIn, tokens) : "SELECT;";
    }

    private static @Nullable String name(Tokens tokens, int from) {
        int at = tokens.skip(tokens.skip(from, "IF", "NOT", "EXISTS"), "IF", "EXISTS");
        return tokens.name(at);
    }

    private static String create(StandIn standIn, Tokens tokens) {
        int schema = tokens.find("SCHEMA", 3);
        String named = schema < 0 ? null : tokens.name(schema + 1);
        String where = named == null ? "pg_catalog.current_schema()" : SqlIdentifiers.literal(named);
        String exists = tokens.has(2, "IF", "NOT", "EXISTS")
                ? "RETURN;"
                : "RAISE duplicate_object USING MESSAGE = "
                        + SqlIdentifiers.literal("extension \"" + standIn.extension() + "\" already exists") + ";";
        return block("IF " + made(standIn) + " THEN " + exists + " END IF; EXECUTE pg_catalog.replace($mc_sql$"
                + standIn.sql() + " CREATE FUNCTION @extschema@.\"" + MARKER + standIn.extension()
                + "\"() RETURNS void LANGUAGE sql AS 'SELECT';$mc_sql$, '@extschema@', pg_catalog.quote_ident("
                + where + "));");
    }

    private static String made(StandIn standIn) {
        return "EXISTS (SELECT FROM pg_catalog.pg_proc WHERE proname = "
                + SqlIdentifiers.literal(MARKER + standIn.extension()) + ")";
    }

    /** As the server does: not while something needs it, unless that goes with it. */
    private static String drop(StandIn standIn, Tokens tokens) {
        boolean ifExists = tokens.has(2, "IF", "EXISTS");
        boolean cascades = tokens.has(tokens.size() - 1, "CASCADE");
        String types = SqlIdentifiers.array(standIn.types());
        StringBuilder sql = new StringBuilder("DECLARE each record; BEGIN IF NOT " + made(standIn) + " THEN ");
        sql.append(
                ifExists
                        ? "RETURN;"
                        : "RAISE undefined_object USING MESSAGE = "
                                + SqlIdentifiers.literal("extension \"" + standIn.extension() + "\" does not exist")
                                + ";");
        sql.append(" END IF;");
        if (!cascades) {
            sql.append(
                            " IF EXISTS (SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid")
                    .append(
                            " LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem WHERE NOT a.attisdropped AND (t.typname = ANY (")
                    .append(types)
                    .append(") OR e.typname = ANY (")
                    .append(types)
                    .append("))) THEN RAISE dependent_objects_still_exist USING MESSAGE = ")
                    .append(SqlIdentifiers.literal(
                            "cannot drop extension " + standIn.extension() + " because other objects depend on it"))
                    .append("; END IF;");
        }
        sql.append(
                        " FOR each IN SELECT t.oid::pg_catalog.regtype AS name FROM pg_catalog.pg_type t WHERE t.typtype = 'd'")
                .append(" AND t.typname = ANY (")
                .append(types)
                .append(") LOOP EXECUTE 'DROP DOMAIN ' || each.name || ' CASCADE'; END LOOP;")
                .append(
                        " FOR each IN SELECT oid::pg_catalog.regprocedure AS name FROM pg_catalog.pg_proc WHERE proname = ")
                .append(SqlIdentifiers.literal(MARKER + standIn.extension()))
                .append(" LOOP EXECUTE 'DROP FUNCTION ' || each.name; END LOOP;");
        standIn.schemas()
                .forEach(each -> sql.append(" DROP SCHEMA ")
                        .append(SqlIdentifiers.identifier(each))
                        .append(" CASCADE;"));
        return "DO $mc_stand_in$ " + sql + " END $mc_stand_in$;";
    }

    private static String block(String body) {
        return "DO $mc_stand_in$ BEGIN " + body + " END $mc_stand_in$;";
    }

    /** A domain takes no modifier, such as the dimension of a vector. Bodies of functions are texts in dollar quotes. */
    private String withoutModifiers(String text, int depth) {
        Tokens tokens = Tokens.of(text);
        StringBuilder rest = new StringBuilder(text);
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token token = tokens.all().get(i);
            if (token.kind() == Token.Kind.DOLLAR_STRING && token.closed() && depth < DEEPEST) {
                rest.replace(token.start(), token.end(), quoted(token.in(text), depth));
            } else if (isModified(tokens, i)) {
                int end = tokens.skipParentheses(i + 1) - 1;
                int from = tokens.all().get(i + 1).start();
                int to = tokens.all().get(end).end();
                rest.replace(from, to, text.substring(from, to).replaceAll("[^\n]", " "));
            }
        }
        return rest.toString();
    }

    private String quoted(String raw, int depth) {
        int quote = raw.indexOf('$', 1) + 1;
        String body = raw.substring(quote, raw.length() - quote);
        return raw.substring(0, quote) + withoutModifiers(body, depth + 1) + raw.substring(raw.length() - quote);
    }

    private boolean isModified(Tokens tokens, int at) {
        String name = tokens.name(at);
        if (name == null || !tokens.hasSymbol(at + 1, '(')) {
            return false;
        }
        StandIn of = standIns.values().stream()
                .filter(each -> each.types().contains(name))
                .findFirst()
                .orElse(null);
        int end = tokens.skipParentheses(at + 1);
        return of != null && isModifier(tokens, at + 2, end - 1, of.modifiers());
    }

    private static boolean isModifier(Tokens tokens, int from, int to, Set<String> modifiers) {
        if (modifiers.contains(StandIn.NUMBER)) {
            return to == from + 1 && tokens.all().get(from).kind() == Token.Kind.NUMBER;
        }
        String word = tokens.keyword(from).toLowerCase(Locale.ROOT).replaceAll("(z|m|zm)$", "");
        String whole = tokens.keyword(from).toLowerCase(Locale.ROOT);
        boolean shape = modifiers.contains(word) || modifiers.contains(whole);
        boolean number = to == from + 3
                && tokens.hasSymbol(from + 1, ',')
                && tokens.all().get(from + 2).kind() == Token.Kind.NUMBER;
        return shape && (to == from + 1 || number);
    }
}
