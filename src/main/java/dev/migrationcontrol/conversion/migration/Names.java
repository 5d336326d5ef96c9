package dev.migrationcontrol.conversion.migration;

import java.nio.charset.StandardCharsets;

/** Names of scripts as Flyway reads them. */
public final class Names {
    /** Flyway allows 200 characters; a file system 255 bytes for all of the name and {@code .conf}. */
    private static final int LONGEST_BYTES = 160;

    private Names() {}

    /** A description: words, digits and what no file system minds; never empty. */
    public static String description(String text) {
        String words = text.strip()
                .replaceAll("[^\\p{L}\\p{N}.-]+", "_")
                .replaceAll("_{2,}", "_")
                .replaceAll("^[_.]+|[_.]+$", "");
        while (words.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            words = words.substring(0, words.offsetByCodePoints(words.length(), -1));
        }
        return words.isEmpty() ? "migration" : words.replaceAll("[_.]+$", "");
    }

    public static String script(String prefix, String version, String description) {
        return prefix + version + "__" + description + ".sql";
    }
}
