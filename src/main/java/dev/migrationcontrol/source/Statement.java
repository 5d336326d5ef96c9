package dev.migrationcontrol.source;

import java.util.Locale;

/**
 * One statement of a script, or what a call in code stands for, as SQL.
 *
 * @param sql with comments left out, white space made one blank, cut when long
 * @param line where it begins, from 1
 */
record Statement(String sql, int line) {
    private static final int LONGEST = 1500;

    Statement {
        sql = sql.length() > LONGEST ? sql.substring(0, LONGEST) : sql;
    }

    /** Whether something of it may be missing at its end. */
    boolean isCut() {
        return sql.length() == LONGEST;
    }

    String upper() {
        return sql.toUpperCase(Locale.ROOT);
    }
}
