package dev.migrationcontrol.trial;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements that reach files, programs or other databases of the server: scripts that no one has reviewed may not. */
final class ServerAccess {
    private static final Pattern COMMENTS = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern STATEMENT = Pattern.compile(
            "\\bCOPY\\b[^;]*?\\b(?:FROM|TO)\\s+(?:PROGRAM\\b|E?')|\\bpg_(?:read|write|ls)_\\w+|\\bpg_stat_file\\b|\\blo_(?:im|ex)port\\b"
                    + "|\\bdblink\\w*|\\b(?:file|postgres)_fdw\\b|\\bpl(?:python|perl|tcl)3?u\\b|^\\s*LOAD\\s+'",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private ServerAccess() {}

    /** The first such words. */
    static Optional<String> find(String sql) {
        Matcher statement = STATEMENT.matcher(COMMENTS.matcher(sql).replaceAll(" "));
        return statement.find() ? Optional.of(statement.group().strip().replaceAll("\\s+", " ")) : Optional.empty();
    }
}
