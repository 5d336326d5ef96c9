package dev.migrationcontrol.environment;

import java.util.stream.Collectors;

/** What a service on an embedded server says of itself once it listens. */
final class StartBanner {
    private static final String EVERYTHING = """

            Migration Control runs on an embedded PostgreSQL, since no database variable is set.
              data           %s%s
              server         psql -h %s -p %d -U %s development
              environments   %s
              migrations     %s
              console        %s
              API            %s/q/swagger-ui

            Open the console in a browser, or try:
              curl -s %s/status
              curl -s -X POST -H 'Content-Type: application/json' -H 'Prefer: wait=30' \
            %s/environments/development/upgrades -d '{}'
              curl -s -X POST -H 'Content-Type: application/json' -H 'Prefer: wait=30' \
            %s/environments/development/rollbacks -d '{"steps":2}'

            For databases of your own set DATABASE_URL or <NAME>_DATABASE_URL, CONTROL_DATABASE_URL, and who may do what.""";

    private StartBanner() {}

    /** For a service without any configuration: what runs where, and what to try first. */
    static String everything(EmbeddedServer server, Environments environments, String baseUrl) {
        String api = baseUrl + "/api/v1";
        return EVERYTHING.formatted(
                server.dataDirectory(),
                server.isAdopted() ? " (a server of an earlier run that still works)" : "",
                EmbeddedServer.HOST,
                server.port(),
                EmbeddedServer.USER,
                names(environments),
                migrations(environments),
                baseUrl,
                baseUrl,
                api,
                api,
                api);
    }

    /** For a service whose own records alone are embedded. */
    static String control(EmbeddedServer server) {
        return "The control database is embedded: %s, port %d. Set CONTROL_DATABASE_URL for one of your own."
                .formatted(server.dataDirectory(), server.port());
    }

    private static String names(Environments environments) {
        return environments.all().stream().map(Environment::name).collect(Collectors.joining(", "));
    }

    private static String migrations(Environments environments) {
        return String.join(", ", environments.all().get(0).policy().locations());
    }
}
