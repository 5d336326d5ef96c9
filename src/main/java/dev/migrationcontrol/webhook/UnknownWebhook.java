package dev.migrationcontrol.webhook;

import dev.migrationcontrol.problem.Refusal;
import java.util.List;

/** No receiver of that name is configured. */
final class UnknownWebhook extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownWebhook(String name, List<Receiver> known) {
        super(
                "unknown-webhook",
                404,
                "There is no such webhook",
                "There is no webhook '" + name + "'; GET /api/v1/webhooks lists the configured ones.");
        member("webhooks", known.stream().map(Receiver::name).toList());
    }
}
