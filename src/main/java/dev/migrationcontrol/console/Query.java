package dev.migrationcontrol.console;

import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a page's address. */
record Query(Map<String, String> values) {
    Query {
        values = Map.copyOf(values);
    }

    static Query of(UriInfo uri) {
        Map<String, String> values = new LinkedHashMap<>();
        uri.getQueryParameters().forEach((name, all) -> values.put(name, all.isEmpty() ? "" : all.get(0)));
        return new Query(values);
    }

    public String value(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** Names and values in turns, as the API is asked. */
    String[] named(String... names) {
        List<String> named = new ArrayList<>();
        for (String name : names) {
            named.add(name);
            named.add(value(name));
        }
        return named.toArray(String[]::new);
    }

    /** The same address with another page of the list. */
    public String page(String token) {
        StringBuilder query = new StringBuilder("?");
        values.forEach((name, value) -> {
            if (!name.equals("pageToken") && !value.isEmpty()) {
                query.append(Shown.url(name))
                        .append('=')
                        .append(Shown.url(value))
                        .append('&');
            }
        });
        return query.append("pageToken=").append(Shown.url(token)).toString();
    }
}
