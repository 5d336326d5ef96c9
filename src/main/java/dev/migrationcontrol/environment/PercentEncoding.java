package dev.migrationcontrol.environment;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Percent-encoded parts of a URL. */
final class PercentEncoding {
    private static final Pattern WELL_FORMED = Pattern.compile("(?:[^%]++|%[0-9A-Fa-f]{2})*+");

    private PercentEncoding() {}

    /**
     * The decoded text; nothing if it is not well encoded or holds a control character. The start-up packet ends every
     * value with a NUL, so a NUL within one would begin a parameter of its own.
     */
    static Optional<String> decode(String text, boolean plusIsSpace) {
        if (!WELL_FORMED.matcher(text).matches()) {
            return Optional.empty();
        }
        String decoded = URLDecoder.decode(plusIsSpace ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
        boolean broken = decoded.chars().anyMatch(each -> Character.isISOControl(each) || each == '\uFFFD');
        return broken ? Optional.empty() : Optional.of(decoded);
    }
}
