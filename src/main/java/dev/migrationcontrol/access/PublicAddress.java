package dev.migrationcontrol.access;

import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How browsers reach the service. */
final class PublicAddress {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private PublicAddress() {}

    /** An origin; empty where it is none. */
    static Optional<URI> parse(String written) {
        try {
            URI uri = URI.create(written.strip().replaceFirst("/$", ""));
            boolean origin = uri.getHost() != null
                    && SCHEMES.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
            return origin ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As the browser of this request sees it; the request gate has proved that the host is one of ours. */
    static String of(RoutingContext call) {
        return (call.request().isSSL() ? "https://" : "http://")
                + call.request().authority();
    }
}
