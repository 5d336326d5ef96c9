package dev.migrationcontrol.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What it costs to know the caller: the same status, in turn, of an open service and of one for each kind of credential, so
 * that all have answered as much.
 */
final class AccessCost {
    private static final int CALLS = 1000;
    private static final Map<String, String> OPEN = Map.of("MIGRATION_CONTROL_ACCESS_MODE", "open-acknowledged");
    private static final String ACCESS = "MIGRATION_CONTROL_ACCESS_";
    private static final String CONFIGURED = "mct_benchmark_0123456789abcdefghijklmnopqrstuvwxyz";

    private final Settings settings;
    private final Launch launch;
    private final Report report;

    AccessCost(Settings settings, Launch launch, Report report) {
        this.settings = settings;
        this.launch = launch;
        this.report = report;
    }

    /** A kept connection and what it sends. */
    private record Calls(HttpConnection connection, String credential, Series taken) {}

    void run(Sample sample) throws IOException, InterruptedException {
        String path = "/api/v1/environments/" + sample.environment() + "/status";
        try (SignedTokens issuer = SignedTokens.start(settings.folder());
                Service plain = launch.start(OPEN, "service-open.log");
                Service second = launch.start(access(issuer), "service-configured.log");
                Service third = launch.start(access(issuer), "service-stored.log");
                Service fourth = launch.start(access(issuer), "service-signed.log")) {
            Map<String, Calls> callers = new LinkedHashMap<>();
            callers.put("open, without a credential", new Calls(plain.connect(), "", new Series()));
            callers.put("configured token", new Calls(second.connect(), CONFIGURED, new Series()));
            callers.put("token of the control database", new Calls(third.connect(), stored(third), new Series()));
            callers.put("signed token of an issuer", new Calls(fourth.connect(), issuer.token(), new Series()));
            for (int i = 0; i < 2 * CALLS; i++) {
                for (Calls each : callers.values()) {
                    long taken = status(each, path);
                    if (i >= CALLS) {
                        each.taken().add(taken);
                    }
                }
            }
            show(sample, callers);
        }
    }

    private void show(Sample sample, Map<String, Calls> callers) {
        report.table(
                "Status of an environment with " + sample.size() + " applied migrations by caller, in turn, " + CALLS
                        + " calls each",
                List.of("caller", "p50", "p95", "× open"));
        double open = callers.values().iterator().next().taken().median();
        callers.forEach((what, calls) -> report.row(List.of(
                what,
                Series.inMillis(calls.taken().median()) + " ms",
                Series.inMillis(calls.taken().quantile(0.95)) + " ms",
                String.format(Locale.ROOT, "%.2f", calls.taken().median() / open))));
    }

    private static long status(Calls calls, String path) throws IOException {
        long start = System.nanoTime();
        HttpConnection.Answer answer = calls.connection().get(path, calls.credential());
        long taken = System.nanoTime() - start;
        if (answer.status() != 200) {
            throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
        }
        return taken;
    }

    private static String stored(Service service) throws IOException {
        HttpConnection.Answer answer = service.connect().post(
                "/api/v1/access/tokens",
                "{\"name\":\"bench\",\"scopes\":[{\"role\":\"viewer\",\"environments\":[\"*\"]}]}",
                CONFIGURED);
        return new ObjectMapper().readTree(answer.body()).path("secret").asText();
    }

    private static Map<String, String> access(SignedTokens issuer) {
        Map<String, String> access = new TreeMap<>();
        access.put(ACCESS + "TOKENS_CI_SHA256", sha256(CONFIGURED));
        access.put(ACCESS + "GRANTS_CI_TOKEN", "ci");
        access.put(ACCESS + "PROVIDERS_BENCH_ISSUER", issuer.issuer());
        access.put(ACCESS + "PROVIDERS_BENCH_AUDIENCE", SignedTokens.AUDIENCE);
        access.put(ACCESS + "PROVIDERS_BENCH_AUTHORITY", issuer.certificate().toString());
        access.put(ACCESS + "GRANTS_SIGNED_PROVIDER", "bench");
        access.put(ACCESS + "GRANTS_SIGNED_SUBJECT", SignedTokens.SUBJECT);
        for (String grant : List.of("CI", "SIGNED")) {
            access.put(ACCESS + "GRANTS_" + grant + "_ROLE", "viewer");
            access.put(ACCESS + "GRANTS_" + grant + "_ENVIRONMENTS", "*");
        }
        return access;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
