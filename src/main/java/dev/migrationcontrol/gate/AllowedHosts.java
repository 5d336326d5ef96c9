package dev.migrationcontrol.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names by which the service may be called. A web page can give its own name the address of this machine (DNS
 * rebinding), so a request under any other name may be that page's.
 */
final class AllowedHosts {
    static final String SETTING = "migration-control.http.allowed-hosts";

    private static final String ANY = "*";
    private static final String LOCALHOST = "localhost";
    private static final String BELOW = "*.";
    private static final Set<String> LOOPBACK = Set.of(LOCALHOST, "127.0.0.1", "[0:0:0:0:0:0:0:1]");

    private final Set<String> names = new HashSet<>(LOOPBACK);
    private final Set<String> suffixes = new HashSet<>(Set.of("." + LOCALHOST));
    private final boolean any;

    /**
     * @param configured names, addresses, {@code *.example.org} for every name below, or {@code *} for every name
     * @throws IllegalArgumentException with the entry that is none of these
     */
    AllowedHosts(List<String> configured) {
        this.any = configured.contains(ANY);
        for (String entry : configured) {
            if (!entry.equals(ANY)) {
                add(entry);
            }
        }
    }

    private void add(String entry) {
        boolean below = entry.startsWith(BELOW);
        String written = below ? entry.substring(BELOW.length()) : entry;
        Authority authority = Authority.parse(written)
                .or(() -> Authority.parse("[" + written + "]"))
                .filter(each -> each.port().isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(entry));
        if (below) {
            suffixes.add("." + authority.host());
        } else {
            names.add(authority.host());
        }
    }

    boolean allow(Optional<Authority> authority) {
        return any
                || authority
                        .map(Authority::host)
                        .filter(host ->
                                names.contains(host) || suffixes.stream().anyMatch(host::endsWith))
                        .isPresent();
    }
}
