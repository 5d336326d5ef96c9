package dev.migrationcontrol.console;

import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.sql.token.TokenReader;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A script as lines with its keywords, strings and comments marked. Everything of it is escaped here. */
final class SqlText {
    private static final int MOST_LINES = 4_000;

    private static final Set<String> KEYWORDS = Set.of(
            ("ADD ALL ALTER AND ANALYZE AS ASC BEGIN BETWEEN BY CASCADE CASE CAST CHECK COLUMN COMMENT COMMIT CONCURRENTLY"
                            + " CONSTRAINT CREATE DEFAULT DELETE DESC DISTINCT DO DROP ELSE END EXCEPT EXECUTE EXISTS FALSE"
                            + " FOR FOREIGN FROM FUNCTION GENERATED GRANT GROUP HAVING IDENTITY IF IN INDEX INSERT INTO IS"
                            + " JOIN KEY LANGUAGE LEFT LIKE LIMIT MATERIALIZED NOT NULL ON OR ORDER OWNER PRIMARY PROCEDURE"
                            + " REFERENCES RENAME REPLACE RESTRICT RETURNING RETURNS REVOKE ROW SCHEMA SELECT SEQUENCE SET"
                            + " TABLE THEN TO TRIGGER TRUE TRUNCATE TYPE UNION UNIQUE UPDATE USING VACUUM VALID VALIDATE"
                            + " VALUES VIEW WHEN WHERE WITH")
                    .split(" "));

    private SqlText() {}

    /**
     * A line.
     *
     * @param css the class of a line that is marked; empty for all others
     */
    record Line(int number, RawString html, String css) {}

    /** @param marked the number of the line to mark; 0 for none */
    static List<Line> of(String text, int marked, String css) {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        TokenReader reader = new TokenReader(text, false);
        int at = 0;
        for (Token token = reader.next(); token != null && lines.size() <= MOST_LINES; token = reader.next()) {
            append(lines, text.substring(at, token.start()), "");
            append(lines, token.in(text), tag(token, text));
            at = token.end();
        }
        append(lines, text.substring(at), "");
        if (lines.size() > 1 && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        List<Line> made = new ArrayList<>();
        for (int number = 1; number <= Math.min(MOST_LINES, lines.size()); number++) {
            made.add(new Line(number, new RawString(lines.get(number - 1).toString()), number == marked ? css : ""));
        }
        return made;
    }

    private static String tag(Token token, String text) {
        return switch (token.kind()) {
            case COMMENT, META_COMMAND -> "i";
            case STRING, DOLLAR_STRING -> "em";
            case WORD -> KEYWORDS.contains(token.in(text).toUpperCase(Locale.ROOT)) ? "b" : "";
            default -> "";
        };
    }

    /** A token may have several lines, and each line is an element of its own. */
    private static void append(List<StringBuilder> lines, String part, String tag) {
        String[] parts = part.split("\n", -1);
        for (int at = 0; at < parts.length; at++) {
            if (at > 0) {
                lines.add(new StringBuilder());
            }
            String escaped = escape(parts[at].replace("\r", ""));
            if (!escaped.isEmpty()) {
                StringBuilder line = lines.get(lines.size() - 1);
                line.append(tag.isEmpty() ? escaped : "<" + tag + ">" + escaped + "</" + tag + ">");
            }
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
