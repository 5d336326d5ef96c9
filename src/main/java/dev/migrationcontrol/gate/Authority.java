package dev.migrationcontrol.gate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host with an optional port, as the {@code Host} header writes it. Names are compared in lower case and without the
 * trailing dot, IPv6 addresses in one spelling.
 */
record Authority(String host, OptionalInt port) {
    private static final Pattern WRITTEN =
            Pattern.compile("(?:\\[([0-9a-fA-F:.]{2,45})]|([A-Za-z0-9._-]{1,255}))(?::([0-9]{1,5}))?");

    /** @return empty when it is not of this form: user names, percent signs and lists of hosts have no place in it */
    static Optional<Authority> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        OptionalInt port =
                written.group(3) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(written.group(3)));
        return written.group(1) == null
                ? name(written.group(2)).map(name -> new Authority(name, port))
                : address(written.group(1)).map(address -> new Authority(address, port));
    }

    private static Optional<String> name(String written) {
        String name = written.toLowerCase(Locale.ROOT);
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return bare.isEmpty() || bare.startsWith(".") || bare.endsWith(".") || bare.contains("..")
                ? Optional.empty()
                : Optional.of(bare);
    }

    /** Asks no name server, since text with a colon is an address or nothing. */
    private static Optional<String> address(String written) {
        if (!written.contains(":")) {
            return Optional.empty();
        }
        try {
            return Optional.of("[" + InetAddress.getByName(written).getHostAddress() + "]");
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The port, or the one that a scheme implies. */
    int portOr(int implied) {
        return port.orElse(implied);
    }
}
