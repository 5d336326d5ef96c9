package dev.migrationcontrol.rule;

import dev.migrationcontrol.catalogue.TargetRelation;
import java.util.Locale;

/** The size of a table in words. */
public final class Sizes {
    private Sizes() {}

    static String sentence(String table, TargetRelation relation) {
        Long rows = relation.rows();
        Long bytes = relation.bytes();
        if (rows == null && bytes == null) {
            return "";
        }
        String first = rows == null ? "" : "about " + rows(rows) + " rows";
        String second = bytes == null ? "" : bytes(bytes);
        return " On the target " + table + " has " + first + (rows != null && bytes != null ? " in " : "") + second
                + ".";
    }

    private static String rows(long rows) {
        return rows >= 1_000_000 ? one(rows / 1e6) + " million" : String.format(Locale.ROOT, "%,d", rows);
    }

    /** A number of bytes as a person says it. */
    public static String bytes(long bytes) {
        if (bytes >= 1L << 30) {
            return one(bytes / (double) (1L << 30)) + " GB";
        }
        return bytes >= 1L << 20 ? one(bytes / (double) (1L << 20)) + " MB" : (bytes >> 10) + " kB";
    }

    private static String one(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number);
    }
}
