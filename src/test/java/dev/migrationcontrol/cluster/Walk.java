package dev.migrationcontrol.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A random walk of one environment: upgrades, rollbacks, cancellations and repeated requests, each held against a reference
 * state, which is the version that the environment stands at and the rows that its history must hold.
 */
public final class Walk {
    private final String environment;
    private final Random random;
    private final Client client;
    private final WalkTruth truth;
    private final Figures figures;
    private int version;

    public Walk(Cluster cluster, String environment, long seed, Figures figures) {
        this.environment = environment;
        this.random = new Random(seed);
        this.client = new Client(cluster, random);
        this.truth = new WalkTruth(cluster.targets(), environment);
        this.figures = figures;
    }

    /** Asks for so many operations, one after another, and checks each of them. */
    public void run(int operations) {
        for (int i = 0; i < operations; i++) {
            step();
        }
        figures.repeated(client.repeats());
    }

    private void step() {
        boolean up = version == 0 || (version < WalkScripts.LATEST && random.nextInt(100) < 60);
        int target = up ? version + 1 + random.nextInt(WalkScripts.LATEST - version) : random.nextInt(version + 1);
        String path = "/api/v1/environments/" + environment + (up ? "/upgrades" : "/rollbacks");
        String body = "{\"targetVersion\":\"" + target + "\"}";
        boolean refused = !up && random.nextInt(10) == 0;
        if (refused) {
            body = "{\"steps\":" + (version + 1) + "}";
        }
        Answer accepted = send(path, body);
        if (refused) {
            require(accepted.status() == 409, "more steps than there are must be refused", accepted);
            return;
        }
        require(accepted.status() == 202 || accepted.status() == 200, "must be accepted", accepted);
        boolean cancelled = random.nextInt(8) == 0 && cancel(accepted.id());
        check(client.awaitEnd(accepted.id()), up, target, cancelled);
    }

    /** Sometimes twice at once: one key is one operation. */
    private Answer send(String path, String body) {
        String key = UUID.randomUUID().toString();
        if (random.nextInt(6) != 0) {
            return client.post(path, body, key);
        }
        Client other = new Client(client.cluster(), new Random(random.nextLong()));
        CompletableFuture<Answer> twin = CompletableFuture.supplyAsync(() -> other.post(path, body, key));
        Answer answer = client.post(path, body, key);
        Answer same = twin.join();
        require(answer.id().equals(same.id()), "one key must be one operation, not also " + same, answer);
        return answer;
    }

    private boolean cancel(String id) {
        Replica.sleep(random.nextInt(250));
        Answer answer = client.post(
                "/api/v1/operations/" + id + "/cancellations",
                "{}",
                UUID.randomUUID().toString());
        require(answer.status() == 200 || answer.status() == 202 || answer.status() == 409, "cancellation", answer);
        return answer.status() != 409;
    }

    private void check(Answer operation, boolean up, int target, boolean cancelled) {
        figures.ended(operation);
        for (JsonNode step : operation.body().path("steps")) {
            if (step.path("state").asText().equals("SUCCEEDED")) {
                int of = step.path("version").asInt();
                require(of == (up ? version + 1 : version), "steps must follow each other", operation);
                truth.expect(of, up);
                version += up ? 1 : -1;
            }
        }
        switch (operation.state()) {
            case "SUCCEEDED" -> require(version == target, "a success must reach its target", operation);
            case "CANCELLED" -> require(cancelled, "no one cancelled it", operation);
            default -> repairIfHalfDone(operation);
        }
        truth.compare(version, operation);
    }

    /** Every failure has a way out over HTTP. */
    private void repairIfHalfDone(Answer failed) {
        String reason = failed.text("/failure/reason");
        require(
                List.of(
                                "half-done",
                                "unreachable",
                                "interrupted",
                                "control-database-unavailable",
                                "cancelled",
                                "lock-unavailable")
                        .contains(reason),
                "no fault of the tests leads there",
                failed);
        if (truth.isHistoryFailed()) {
            repair();
        }
    }

    private void repair() {
        String fields = truth.isIndexValid() ? "\"failed\":\"MARK_APPLIED\"" : "\"failed\":\"REMOVE\"" + drop();
        Answer accepted = send("/api/v1/environments/" + environment + "/repairs", "{" + fields + "}");
        require(accepted.status() == 202 || accepted.status() == 200, "a repair must be accepted", accepted);
        Answer repaired = client.awaitEnd(accepted.id());
        figures.ended(repaired);
        require(!truth.isHistoryFailed(), "a repair must leave no failed row", repaired);
        if (truth.isIndexValid()) {
            truth.expect(WalkScripts.OUTSIDE, true);
            version = WalkScripts.OUTSIDE;
        }
    }

    private String drop() {
        List<String> invalid = new ArrayList<>(truth.invalidIndexes());
        return invalid.isEmpty() ? "" : ",\"dropInvalidIndexes\":[\"" + String.join("\",\"", invalid) + "\"]";
    }

    private void require(boolean fact, String what, Answer answer) {
        if (!fact) {
            throw new AssertionError(environment + " at " + version + ": " + what + ": " + answer);
        }
    }
}
