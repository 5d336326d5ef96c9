package dev.migrationcontrol.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/** Parts of the shell commands that a document shows. */
final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+,-]+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Shell() {}

    /** One word, in quotes where it needs them. */
    static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + inQuotes(text.replaceAll("\\p{Cntrl}+", " ")) + "'";
    }

    /** A part of a word that is in quotes. */
    static String inQuotes(String text) {
        return text.replace("'", "'\\''");
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
