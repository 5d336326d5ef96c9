package dev.migrationcontrol.engine;

import dev.migrationcontrol.sql.token.Lines;
import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.sql.token.TokenReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * The line of a script's file at which the server found an error. Flyway names the line of a statement's first word,
 * while the text that it sends begins with the comments before it.
 */
final class ErrorLine {
    private static final Pattern COPIED_LINE = Pattern.compile("^COPY .*, line (\\d+)");

    private ErrorLine() {}

    static int of(FlywaySqlScriptException e, @Nullable ServerErrorMessage server) {
        String sql = e.getStatement() == null ? "" : e.getStatement();
        int firstWord = firstWord(sql);
        if (server == null) {
            return e.getLineNumber();
        }
        Matcher copied = COPIED_LINE.matcher(server.getWhere() == null ? "" : server.getWhere());
        if (copied.find()) {
            return e.getLineNumber() + Lines.between(sql, firstWord, sql.length()) + Integer.parseInt(copied.group(1));
        }
        return e.getLineNumber() + Lines.between(sql, firstWord, offset(sql, server.getPosition()));
    }

    private static int firstWord(String sql) {
        TokenReader tokens = new TokenReader(sql, false);
        Token token = tokens.next();
        while (token != null && token.kind() == Token.Kind.COMMENT) {
            token = tokens.next();
        }
        return token == null ? sql.length() : token.start();
    }

    /** The server counts characters, Java counts some of them twice. */
    private static int offset(String sql, int position) {
        int characters = Math.max(0, Math.min(position - 1, sql.codePointCount(0, sql.length())));
        return sql.offsetByCodePoints(0, characters);
    }
}
