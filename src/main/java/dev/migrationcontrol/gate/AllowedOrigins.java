package dev.migrationcontrol.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The web pages that may call the service: its own, and those that are configured. */
final class AllowedOrigins {
    static final String SETTING = "migration-control.http.allowed-origins";

    private static final Pattern ORIGIN = Pattern.compile("(https?)://([^/?#@]+)", Pattern.CASE_INSENSITIVE);

    private final Set<Origin> configured = new HashSet<>();

    private record Origin(String scheme, String host, int port) {
        static Optional<Origin> parse(String text) {
            Matcher written = ORIGIN.matcher(text);
            if (!written.matches()) {
                return Optional.empty();
            }
            String scheme = written.group(1).toLowerCase(Locale.ROOT);
            return Authority.parse(written.group(2))
                    .map(each -> new Origin(scheme, each.host(), each.portOr(impliedBy(scheme))));
        }

        static int impliedBy(String scheme) {
            return scheme.equals("https") ? 443 : 80;
        }
    }

    /**
     * @param configured origins such as {@code https://portal.example.org}
     * @throws IllegalArgumentException with the entry that is none
     */
    AllowedOrigins(List<String> configured) {
        for (String entry : configured) {
            this.configured.add(Origin.parse(entry).orElseThrow(() -> new IllegalArgumentException(entry)));
        }
    }

    boolean isConfigured(String origin) {
        return Origin.parse(origin).filter(configured::contains).isPresent();
    }

    /** The scheme is not compared: a proxy in front may be the one that speaks TLS. */
    boolean isOwn(String origin, Optional<Authority> called) {
        return Origin.parse(origin)
                .filter(page -> called.filter(own -> own.host().equals(page.host())
                                && own.portOr(Origin.impliedBy(page.scheme())) == page.port())
                        .isPresent())
                .isPresent();
    }
}
