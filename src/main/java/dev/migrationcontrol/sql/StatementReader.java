package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.ReadScript.Unfinished;
import dev.migrationcontrol.sql.token.Lines;
import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.sql.token.Token.Kind;
import dev.migrationcontrol.sql.token.TokenReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a script into its statements as psql does: strings, comments, parentheses, the bodies of functions in the form of
 * the SQL standard and the data of {@code COPY} hold no ends.
 */
final class StatementReader {
    private static final int NONE = -1;

    private final String text;
    private final TokenReader tokens;
    private final EscapeSetting escapes;
    private final Lines lines;
    private final List<Statement> statements = new ArrayList<>();
    private final List<MetaCommand> metaCommands = new ArrayList<>();
    private final List<Token> cuts = new ArrayList<>();
    private final Opening opening;
    private int from = NONE;
    private int start = NONE;
    private int end;
    private int parentheses;
    private int parenthesis;
    private int copyFrom = NONE;
    private int copyTo;

    StatementReader(String text, boolean backslashEscapes) {
        this.text = text;
        this.tokens = new TokenReader(text, backslashEscapes);
        this.escapes = new EscapeSetting(backslashEscapes);
        this.lines = new Lines(text);
        this.opening = new Opening(text);
    }

    ReadScript read() {
        Token open = null;
        for (Token token = tokens.next(); token != null; token = tokens.next()) {
            if (copyFrom != NONE && token.start() >= copyFrom) {
                tokens.jumpTo(copyTo);
                copyFrom = NONE;
                continue;
            }
            open = token.closed() ? open : token;
            take(token);
        }
        Unfinished unfinished = unfinished(open);
        boolean terminated = start == NONE;
        finish(text.length());
        return new ReadScript(statements, metaCommands, unfinished, terminated);
    }

    private void take(Token token) {
        if (token.kind() == Kind.META_COMMAND) {
            metaCommands.add(MetaCommand.of(token.in(text), token.start(), lines.of(token.start())));
            cuts.add(token);
        } else if (token.kind() == Kind.COMMENT) {
            from = from == NONE ? token.start() : from;
        } else if (token.isSymbol(text, ';') && parentheses == 0 && !opening.isInBody()) {
            finish(token.start());
        } else {
            begin(token);
            end = token.end();
            opening.follow(token, parentheses);
            count(token);
        }
    }

    private void begin(Token token) {
        if (start == NONE) {
            start = token.start();
            from = from == NONE ? start : from;
        }
    }

    private void count(Token token) {
        if (token.isSymbol(text, '(')) {
            parenthesis = parentheses == 0 ? token.start() : parenthesis;
            parentheses++;
        } else if (token.isSymbol(text, ')') && parentheses > 0) {
            parentheses--;
        }
    }

    private void finish(int semicolon) {
        if (start != NONE) {
            String copied = opening.isCopyFromStdin() ? copiedAfter(semicolon) : null;
            Statement statement = new Statement(
                    cut(copied == null ? from : start, end),
                    start,
                    semicolon < text.length() ? semicolon + 1 : end,
                    lines.of(start),
                    lines.columnOf(start),
                    copied,
                    escapes.isOn());
            statements.add(statement);
            escapes.follow(statement);
            tokens.escapeByBackslash(escapes.isOn());
        }
        from = NONE;
        start = NONE;
        parentheses = 0;
        cuts.clear();
        opening.reset();
    }

    /** Without what psql alone understands; every other character keeps its place. */
    private String cut(int begin, int until) {
        if (cuts.isEmpty()) {
            return text.substring(begin, until);
        }
        StringBuilder cut = new StringBuilder(text.substring(begin, until));
        for (Token each : cuts) {
            for (int i = Math.max(begin, each.start()); i < Math.min(each.end(), until); i++) {
                cut.setCharAt(i - begin, ' ');
            }
        }
        return cut.toString();
    }

    /** As psql: the data begin with the next line, whatever else is on this one, and end before a line of its own or with the text. */
    private String copiedAfter(int semicolon) {
        int first = copyFrom == NONE ? Lines.next(text, semicolon) : copyTo;
        int last = endOfCopy(text, first);
        copyFrom = copyFrom == NONE ? first : copyFrom;
        copyTo = last < text.length() ? Lines.next(text, last) : last;
        return text.substring(first, last);
    }

    /** Where the line is that ends the data of a COPY; the end of the text when there is none. */
    static int endOfCopy(String text, int from) {
        int line = from;
        while (line < text.length()
                && !(text.startsWith("\\.", line)
                        && text.substring(line + 2, Lines.next(text, line)).isBlank())) {
            line = Lines.next(text, line);
        }
        return line;
    }

    private @Nullable Unfinished unfinished(@Nullable Token open) {
        if (open != null) {
            String what = switch (open.kind()) {
                case COMMENT -> "a comment";
                case QUOTED_IDENTIFIER -> "a quoted name";
                case DOLLAR_STRING -> "a string in dollar quotes";
                default -> "a string";
            };
            return new Unfinished(what, lines.of(open.start()));
        }
        if (start == NONE) {
            return null;
        }
        if (opening.isInBody()) {
            return new Unfinished("the body of a function", lines.of(start));
        }
        return parentheses == 0 ? null : new Unfinished("a parenthesis", lines.of(parenthesis));
    }
}
