package dev.migrationcontrol.sql;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements that reach beyond their database: on a scratch database they would change the whole server. */
public final class ClusterWideStatements {
    /** Comments and messages. Other strings stay: they may be statements that a block puts together. */
    private static final Pattern COMMENTS = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|\\b(?:RAISE(?:\\s+\\w+)?|IS)\\s+'(?:[^']++|'')*+'",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern STATEMENT = Pattern.compile(
            "\\b(?:CREATE|ALTER|DROP)\\s+(?:ROLE|USER(?!\\s+MAPPING)|GROUP|DATABASE|TABLESPACE|SUBSCRIPTION)\\b"
                    + "|\\bALTER\\s+SYSTEM\\b"
                    // Of a database by its name; a block may put together the name of the one that it is in.
                    + "|\\b(?:COMMENT|SECURITY\\s+LABEL|GRANT|REVOKE)\\b[^;]{0,500}?\\bON\\s+DATABASE\\s++(?![%'])"
                    + "|\\b(?:GRANT|REVOKE)\\s+(?![^;]*\\bON\\b)[^;]+\\b(?:TO|FROM)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final String ON_DATABASE = " ON DATABASE";

    private ClusterWideStatements() {}

    /** The first words of such a statement. */
    public static Optional<String> find(String sql) {
        Matcher statement = STATEMENT.matcher(COMMENTS.matcher(sql).replaceAll(" "));
        return statement.find() ? Optional.of(words(statement)) : Optional.empty();
    }

    private static String words(Matcher statement) {
        String all = statement.group().strip().replaceAll("\\s+", " ");
        return all.toUpperCase(Locale.ROOT).endsWith(ON_DATABASE) ? all.replaceFirst(" .*", ON_DATABASE) : all;
    }
}
