package dev.migrationcontrol.console;

import java.util.List;

/** What pages have in common. */
final class Pages {
    static final String HTML = "text/html;charset=UTF-8";
    static final String FORM = "application/x-www-form-urlencoded";

    private Pages() {}

    /** The names of the environments that the caller may view. */
    static List<String> environments(Api api) {
        return api.get("/api/v1/environments").list("items").stream()
                .map(each -> each.text("name"))
                .toList();
    }
}
