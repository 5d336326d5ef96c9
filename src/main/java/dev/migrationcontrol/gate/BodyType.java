package dev.migrationcontrol.gate;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which media types a request for a change may have. A web page of another site can send bodies without a type, as text
 * and as forms without asking the browser's leave first, so none of those is accepted but for
 * forms of the console, for which the browser has to say that the service's own page sent them.
 */
final class BodyType {
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final Pattern WRITTEN = Pattern.compile(
            "\\s*(" + TOKEN + "/" + TOKEN + ")\\s*((?:;\\s*(?:" + TOKEN + "=(?:" + TOKEN + "|\"[^\"\\\\]*\"))?\\s*)*)");
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final String JSON = "application/json";
    private static final Set<String> ARCHIVES = Set.of("application/gzip", "application/zip");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern UPLOADS =
            Pattern.compile("/api/v1/(?:audits|checks|environments/[^/]{1,100}/(?:model-checks|migration-drafts))");

    private BodyType() {}

    static boolean isAccepted(List<String> contentTypes, String path) {
        if (contentTypes.size() != 1) {
            return false;
        }
        Matcher written = WRITTEN.matcher(contentTypes.get(0));
        if (!written.matches()) {
            return false;
        }
        String type = written.group(1).toLowerCase(Locale.ROOT);
        return type.equals(JSON)
                ? isUtf8(written.group(2))
                : ARCHIVES.contains(type) && UPLOADS.matcher(path).matches();
    }

    /** Whether it is a form for the console. */
    static boolean isForm(List<String> contentTypes, String path) {
        return contentTypes.size() == 1
                && path.startsWith("/console/")
                && contentTypes.get(0).split(";", 2)[0].strip().equalsIgnoreCase(FORM);
    }

    private static boolean isUtf8(String parameters) {
        Matcher charset = CHARSET.matcher(parameters);
        return !charset.find() || charset.group(1).equalsIgnoreCase("utf-8");
    }
}
