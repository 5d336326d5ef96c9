package dev.migrationcontrol.operation.state;

import dev.migrationcontrol.problem.InvalidRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How many seconds a caller prefers to wait: the first {@code wait} among the preferences of RFC 7240; others are ignored. */
public final class PreferredWait {
    private static final int MAX_SECONDS = 300;
    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"?+";

    /** What is between two commas: a name, its value, and parameters that belong to it. */
    private static final Pattern PREFERENCE = Pattern.compile(
            "([^=;,\"]*+)(?:=([^;,\"]*+(?:" + QUOTED + ")?+[^;,\"]*+))?+((?:[^,\"]|" + QUOTED + ")*+)(?:,|$)",
            Pattern.DOTALL);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}+");

    private PreferredWait() {}

    /**
     * Reads it; seconds above 300 count as 300.
     *
     * @param headers each {@code Prefer}, such as {@code wait=30}
     * @return 0 where the caller does not want to wait
     * @throws InvalidRequest when it says a wait of another form
     */
    public static int seconds(List<String> headers) {
        for (String header : headers) {
            Matcher preference = PREFERENCE.matcher(header);
            while (preference.find()) {
                if (preference.group(1).strip().equalsIgnoreCase("wait")) {
                    return seconds(preference.group(2));
                }
            }
        }
        return 0;
    }

    private static int seconds(@Nullable String value) {
        String said = value == null ? "" : value.strip().replaceAll("^\"|\"$", "");
        if (!SECONDS.matcher(said).matches()) {
            throw new InvalidRequest("Prefer", "must say the wait in whole seconds, like wait=30");
        }
        return Math.min(MAX_SECONDS, Integer.parseInt(said));
    }
}
