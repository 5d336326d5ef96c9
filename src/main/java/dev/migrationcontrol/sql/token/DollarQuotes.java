package dev.migrationcontrol.sql.token;

import org.jspecify.annotations.Nullable;

/** Says of the dollars of a text whether they end the opening or the closing {@code $tag$} of a dollar quote. */
final class DollarQuotes {
    private final String text;
    private final TokenReader tokens;
    private @Nullable Token token;

    DollarQuotes(String text) {
        this.text = text;
        this.tokens = new TokenReader(text, false);
    }

    /** Whether the character is a dollar that ends one. Offsets that are asked for must not become smaller. */
    boolean endAt(int offset) {
        if (text.charAt(offset) != '$' || !mayEndAt(offset)) {
            return false;
        }
        while (token == null || token.end() <= offset) {
            token = tokens.next();
            if (token == null) {
                return false;
            }
        }
        if (token.kind() != Token.Kind.DOLLAR_STRING) {
            return false;
        }
        String quote = TokenReader.dollarQuote(text, token.start());
        boolean opening = quote != null && token.start() + quote.length() - 1 == offset;
        return opening || (token.closed() && token.end() - 1 == offset);
    }

    /** Whether there is another dollar before, with nothing but a tag between them. */
    private boolean mayEndAt(int offset) {
        int before = offset - 1;
        while (before >= 0 && text.charAt(before) != '$' && isTag(text.charAt(before))) {
            before--;
        }
        return before >= 0 && text.charAt(before) == '$';
    }

    private static boolean isTag(char c) {
        return TokenReader.isWordStart(c) || Character.isDigit(c);
    }
}
