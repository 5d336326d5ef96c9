package dev.migrationcontrol.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Pages that may be shown to everyone. */
enum PublicPage {
    /** Swagger UI and the OpenAPI document. */
    DOCUMENTATION("/q/swagger-ui", "/q/openapi"),
    METRICS("/q/metrics");

    private final List<String> paths;

    PublicPage(String... paths) {
        this.paths = List.of(paths);
    }

    static Optional<PublicPage> find(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    boolean holds(String path) {
        return paths.stream()
                .anyMatch(each -> path.equals(each) || path.startsWith(each + "/") || path.startsWith(each + "."));
    }
}
