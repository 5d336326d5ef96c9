package dev.migrationcontrol.access.issuer;

import dev.migrationcontrol.access.CallersUnderTest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Configured issuers: one for jobs, one for people, and one that does not answer; besides the tokens of the others. */
public final class IssuersUnderTest implements QuarkusTestResourceLifecycleManager {
    static final String AUDIENCE = "https://migrations.example.org";
    static final String AWAY = "http://127.0.0.1:1/away";

    /** The tests run in another class loader than this; they share properties. */
    private static final String KEY = "test.issuers.key.";

    private static final String ACCESS = "migration-control.access.";

    private @Nullable StandInIssuer issuers;

    @Override
    public Map<String, String> start() {
        try {
            issuers = new StandInIssuer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> properties = new TreeMap<>();
        provider(properties, "hub", "github", publish("hub"));
        provider(properties, "staff", "people", publish("staff"));
        provider(properties, "away", "gitlab", AWAY);
        grant(properties, "jobs", "hub", "deployer", "claims.repository", "acme/shop");
        properties.put(ACCESS + "grants.jobs.claims.ref", "refs/heads/main");
        grant(properties, "dba", "staff", "maintainer", "group", "dba");
        return properties;
    }

    private String publish(String name) {
        String issuer = issuers.issuer(name);
        System.setProperty(KEY + name, issuers.keys(name).get(0).toJson(OutputControlLevel.INCLUDE_PRIVATE));
        System.setProperty(KEY + name + ".issuer", issuer);
        return issuer;
    }

    private static void provider(Map<String, String> properties, String name, String preset, String issuer) {
        properties.put(ACCESS + "providers." + name + ".preset", preset);
        properties.put(ACCESS + "providers." + name + ".issuer", issuer);
        properties.put(ACCESS + "providers." + name + ".audience", AUDIENCE);
    }

    private static void grant(
            Map<String, String> properties, String name, String provider, String role, String key, String value) {
        String grant = ACCESS + "grants." + name + ".";
        properties.put(grant + "provider", provider);
        properties.put(grant + "role", role);
        properties.put(grant + "environments", CallersUnderTest.GRANTED);
        properties.put(grant + key, value);
    }

    static JwtClaims claims(String name, String subject, Map<String, ?> more) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(System.getProperty(KEY + name + ".issuer", AWAY));
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setExpirationTimeMinutesInTheFuture(10);
        more.forEach(claims::setClaim);
        return claims;
    }

    static String sign(String name, JwtClaims claims) {
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(System.getProperty(KEY + name));
            return StandInIssuer.sign(key, key.getKeyId(), "RS256", claims.toJson());
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (issuers != null) {
            issuers.close();
        }
    }
}
