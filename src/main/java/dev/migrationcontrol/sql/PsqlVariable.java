package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.token.Lines;
import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.sql.token.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What psql replaces by the value of a variable.
 *
 * @param text such as {@code :name}
 * @param line from 1
 */
public record PsqlVariable(String text, int line) {
    public static List<PsqlVariable> in(ReadScript script) {
        List<PsqlVariable> variables = new ArrayList<>();
        for (Statement each : script.statements()) {
            if (each.text().indexOf(':') >= 0) {
                read(each, variables);
            }
        }
        return variables;
    }

    private static void read(Statement statement, List<PsqlVariable> variables) {
        Tokens tokens = statement.tokens();
        String text = tokens.text();
        Lines lines = new Lines(text);
        int brackets = 0;
        for (int i = 0; i < tokens.size(); i++) {
            brackets = Math.max(0, brackets + (tokens.hasSymbol(i, '[') ? 1 : tokens.hasSymbol(i, ']') ? -1 : 0));
            if (brackets == 0 && tokens.hasSymbol(i, ':') && !follows(tokens, i, ':') && isName(tokens, i + 1)) {
                int start = tokens.all().get(i).start();
                int line = statement.line()
                        + lines.of(start)
                        - lines.of(tokens.all().get(0).start());
                variables.add(new PsqlVariable(
                        text.substring(
                                start, tokens.all().get(end(tokens, i + 1)).end()),
                        line));
            }
        }
    }

    private static boolean follows(Tokens tokens, int at, char symbol) {
        return tokens.hasSymbol(at - 1, symbol)
                && tokens.all().get(at - 1).end() == tokens.all().get(at).start();
    }

    private static boolean isName(Tokens tokens, int at) {
        if (at >= tokens.size()
                || tokens.all().get(at - 1).end() != tokens.all().get(at).start()) {
            return false;
        }
        Token token = tokens.all().get(at);
        String raw = token.in(tokens.text());
        return token.kind() == Kind.WORD
                || (token.kind() == Kind.STRING && raw.matches("'[\\p{L}_]\\w*'"))
                || (token.kind() == Kind.QUOTED_IDENTIFIER && raw.matches("\"[\\p{L}_]\\w*\""))
                || (tokens.hasSymbol(at, '{') && tokens.hasSymbol(at + 1, '?') && tokens.hasSymbol(at + 3, '}'));
    }

    private static int end(Tokens tokens, int at) {
        return tokens.hasSymbol(at, '{') ? at + 3 : at;
    }
}
