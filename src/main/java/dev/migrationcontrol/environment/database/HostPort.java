package dev.migrationcontrol.environment.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** One address of a server; an IPv6 host is kept without its brackets. */
public record HostPort(String host, int port) {
    public static final int DEFAULT_PORT = 5432;

    /** What Java takes for an address, so that it does not look it up. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.|$)){4}|[0-9a-f:.]*:[0-9a-f:.]*");

    public HostPort {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not an address");
        }
    }

    boolean sameServerAs(HostPort other) {
        return port == other.port && canonicalHost().equals(other.canonicalHost());
    }

    private String canonicalHost() {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (!ADDRESS.matcher(name).matches()) {
            return name;
        }
        try {
            InetAddress address = InetAddress.getByName(name);
            return address.isLoopbackAddress() ? "localhost" : address.getHostAddress();
        } catch (UnknownHostException noAddress) {
            return name;
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
