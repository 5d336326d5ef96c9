package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One or several hosts, each with or without a port, separated by commas. */
final class HostList {
    private static final Pattern HOST =
            Pattern.compile("(?<name>[A-Za-z0-9._-]+|\\[(?<address>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)])(?::(?<port>.*))?");

    private HostList() {}

    /** The hosts; empty after any complaint. A misread URL may hold its password here, so nothing is quoted. */
    static List<HostPort> parse(String text, Complaints complaints) {
        if (text.isBlank()) {
            complaints.add("has no host", "write " + DatabaseUrl.SHAPE);
            return List.of();
        }
        List<HostPort> hosts = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            parseOne(each.strip(), complaints).ifPresent(hosts::add);
        }
        return complaints.none() ? hosts : List.of();
    }

    /** A port in 1 to 65535, or nothing. */
    static OptionalInt port(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        return port >= 1 && port <= 65_535 ? OptionalInt.of(port) : OptionalInt.empty();
    }

    private static Optional<HostPort> parseOne(String text, Complaints complaints) {
        Matcher matcher = HOST.matcher(text);
        if (!matcher.matches()) {
            complaints.add(
                    "has a host that is neither a name nor an address",
                    "write host:port, an IPv6 address in brackets as in [::1]:5432, and percent-encode special"
                            + " characters in user and password");
            return Optional.empty();
        }
        String given = matcher.group("port");
        OptionalInt port = given == null || given.isEmpty() ? OptionalInt.of(HostPort.DEFAULT_PORT) : port(given);
        if (port.isEmpty()) {
            complaints.add("has a port that is no number from 1 to 65535", "write host:5432");
            return Optional.empty();
        }
        String address = matcher.group("address");
        return Optional.of(new HostPort(address == null ? matcher.group("name") : address, port.getAsInt()));
    }
}
