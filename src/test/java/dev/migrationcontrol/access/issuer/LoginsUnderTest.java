package dev.migrationcontrol.access.issuer;

import dev.migrationcontrol.PeopleUnderTest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Issuers where people log in: one with a client secret, one without, and one that does not answer. */
public final class LoginsUnderTest implements QuarkusTestResourceLifecycleManager {
    public static final String SECRET = StandInLogin.SECRET;

    private static final String ACCESS = "migration-control.access.";

    private @Nullable StandInIssuer issuers;
    private @Nullable Path secret;

    @Override
    public Map<String, String> start() {
        Map<String, String> properties = new TreeMap<>(new PeopleUnderTest().start());
        try {
            issuers = new StandInIssuer();
            secret = Files.writeString(Files.createTempFile("client", "secret"), SECRET + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        provider(properties, "staff", issuers.issuer("staff"));
        properties.put(ACCESS + "providers.staff.secret-file", secret.toString());
        provider(properties, "partner", issuers.issuer("partner"));
        provider(properties, "away", IssuersUnderTest.AWAY);
        grant(properties, "viewers", "viewer");
        grant(properties, "deployers", "maintainer");
        grant(properties, "approvers", "approver");
        grant(properties, "approvers", "break-glass");
        // A token that the same person made for jobs.
        properties.put(ACCESS + "tokens.anna.owner", "staff|ada");
        return properties;
    }

    private static void provider(Map<String, String> properties, String name, String issuer) {
        String provider = ACCESS + "providers." + name + ".";
        properties.put(provider + "issuer", issuer);
        properties.put(provider + "audience", IssuersUnderTest.AUDIENCE);
        properties.put(provider + "client", StandInLogin.CLIENT);
    }

    private static void grant(Map<String, String> properties, String group, String role) {
        String grant = ACCESS + "grants.staff-" + group + "-" + role + ".";
        properties.put(grant + "provider", "staff");
        properties.put(grant + "group", group);
        properties.put(grant + "role", role);
        properties.put(grant + "environments", PeopleUnderTest.REVIEWED);
    }

    @Override
    public void stop() {
        if (issuers != null) {
            issuers.close();
        }
        try {
            Files.deleteIfExists(secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
