package dev.migrationcontrol.environment;

import java.util.Locale;

/** One address of a server; an IPv6 host is kept without its brackets. */
public record HostPort(String host, int port) {
    static final int DEFAULT_PORT = 5432;

    public HostPort {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not an address");
        }
    }

    boolean sameServerAs(HostPort other) {
        return port == other.port && canonicalHost().equals(other.canonicalHost());
    }

    private String canonicalHost() {
        String name = host.toLowerCase(Locale.ROOT);
        return isLoopback(name) ? "localhost" : name;
    }

    private static boolean isLoopback(String name) {
        return name.equals("localhost")
                || name.matches("127(\\.\\d{1,3}){3}|(0{0,4}:){2,7}0{0,3}1|::ffff:127(\\.\\d{1,3}){3}");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
