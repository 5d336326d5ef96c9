package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.token.Lines;
import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.sql.token.Token.Kind;
import dev.migrationcontrol.sql.token.TokenReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The tokens of a script whose statements may end with something else than a semicolon. The rows of a COPY are one token, and
 * so is an operator; comments are none.
 */
public final class DelimitedTokens {
    private static final String OPERATORS = "+-*/<>=~!@#%^&|?";

    private final String text;
    private final IntUnaryOperator delimiters;
    private final TokenReader reader;
    private final EscapeSetting escapes = new EscapeSetting(false);
    private final List<Token> tokens = new ArrayList<>();
    private int statement;
    private int unclosed = -1;

    private DelimitedTokens(String text, IntUnaryOperator delimiters) {
        this.text = text;
        this.delimiters = delimiters;
        this.reader = new TokenReader(text, false);
    }

    public static DelimitedTokens of(String text) {
        return of(text, at -> 0);
    }

    /** @param delimiters how long the delimiter is that begins at an offset, 0 where none does */
    public static DelimitedTokens of(String text, IntUnaryOperator delimiters) {
        DelimitedTokens read = new DelimitedTokens(text, delimiters);
        while (read.step()) {}
        return read;
    }

    public int size() {
        return tokens.size();
    }

    /** A token as it is written; a semicolon for each delimiter. */
    public String get(int index) {
        return isDelimiter(index) ? ";" : tokens.get(index).in(text);
    }

    public boolean isDelimiter(int index) {
        return tokens.get(index).kind() == Kind.DELIMITER;
    }

    public boolean isLiteral(int index) {
        return tokens.get(index).kind() == Kind.STRING;
    }

    public int start(int index) {
        return tokens.get(index).start();
    }

    public int end(int index) {
        return tokens.get(index).end();
    }

    /** The line of a token, or of the end, from 1. */
    public int line(int index) {
        return 1 + Lines.between(text, 0, index < size() ? start(index) : text.length());
    }

    /** The line of a literal, name or comment that does not end; 0 where all end. */
    public int unclosedLine() {
        return unclosed < 0 ? 0 : 1 + Lines.between(text, 0, unclosed);
    }

    public static boolean isOperator(char c) {
        return OPERATORS.indexOf(c) >= 0;
    }

    private boolean step() {
        for (int at = reader.at(); at < text.length(); at++) {
            int delimiter = delimiters.applyAsInt(at);
            if (delimiter > 0) {
                tokens.add(new Token(Kind.DELIMITER, at, at + delimiter));
                reader.jumpTo(at + delimiter);
                return true;
            }
            if (!TokenReader.isBlank(text.charAt(at))) {
                break;
            }
        }
        Token token = reader.next();
        if (token == null) {
            return false;
        }
        unclosed = unclosed < 0 && !token.closed() ? token.start() : unclosed;
        if (token.isSymbol(text, ';')) {
            tokens.add(token);
            endStatement(token);
        } else if (token.kind() != Kind.COMMENT) {
            addOrJoin(token.kind() == Kind.WORD ? upToDelimiter(token) : token);
        }
        return true;
    }

    /** A delimiter may begin within a word. */
    private Token upToDelimiter(Token word) {
        for (int at = word.start() + 1; at < word.end(); at++) {
            if (delimiters.applyAsInt(at) > 0) {
                reader.jumpTo(at);
                return new Token(Kind.WORD, word.start(), at);
            }
        }
        return word;
    }

    private void addOrJoin(Token token) {
        Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        if (last != null && last.end() == token.start() && isOperator(last) && isOperator(token)) {
            tokens.set(tokens.size() - 1, new Token(Kind.SYMBOL, last.start(), token.end()));
        } else {
            tokens.add(token);
        }
    }

    private boolean isOperator(Token token) {
        return token.kind() == Kind.SYMBOL && isOperator(text.charAt(token.start()));
    }

    private void endStatement(Token semicolon) {
        int start = statement < tokens.size() ? start(statement) : semicolon.start();
        Statement ended = ReadScript.of(text.substring(start, semicolon.start()), escapes.isOn())
                .only();
        statement = tokens.size();
        if (ended != null && ended.copied() != null) {
            int from = Lines.next(text, semicolon.start());
            int to = StatementReader.endOfCopy(text, from);
            tokens.add(new Token(Kind.STRING, from, to));
            reader.jumpTo(to);
        } else if (ended != null) {
            escapes.follow(ended);
            reader.escapeByBackslash(escapes.isOn());
        }
    }
}
