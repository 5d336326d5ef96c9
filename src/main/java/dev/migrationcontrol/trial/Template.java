package dev.migrationcontrol.trial;

import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program fills in before a script is run, as {@code {{ schema }}} and {@code <%= table %>}. */
final class Template {
    private static final Pattern ACTION = Pattern.compile(
            "\\{\\{[^}]{0,120}+}}|\\{%[^%]{0,120}+%}|<%[^%]{0,120}+%>|[$#]\\{[^}\\s]{1,80}+}|%\\([A-Za-z_]\\w{0,60}+\\)s|\\{[A-Za-z_][\\w.]{0,60}+}|@[A-Za-z_]\\w{0,60}+@");
    private static final int LONGEST = 60;

    private Template() {}

    /** The first one outside of literals, quoted names and comments. */
    static Optional<String> in(Statement statement) {
        StringBuilder code = new StringBuilder();
        int last = 0;
        for (Token token : statement.tokens().all()) {
            code.append(token.start() > last ? " " : "");
            code.append(
                    switch (token.kind()) {
                        case STRING, DOLLAR_STRING, QUOTED_IDENTIFIER, COMMENT -> "''";
                        default -> token.in(statement.text());
                    });
            last = token.end();
        }
        Matcher action = BoundedPattern.in(ACTION, code);
        return action.find()
                ? Optional.of(
                        action.group().length() > LONGEST ? action.group().substring(0, LONGEST) + "…" : action.group())
                : Optional.empty();
    }
}
