package dev.migrationcontrol.access;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A token for each role on the environment {@code contract}, and some that may do less than they seem to. */
public final class CallersUnderTest implements QuarkusTestResourceLifecycleManager {
    public static final String GRANTED = "contract";
    public static final String ENDED = "ended";
    public static final String UNGRANTED = "ungranted";
    public static final String EVERYWHERE = "everywhere";

    public static String token(String name) {
        return "mct_canary_" + name + "_0123456789abcdefghij";
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> properties = new HashMap<>();
        properties.put("migration-control.access.mode", "");
        for (Role role : Role.values()) {
            grant(properties, role.id(), role, GRANTED);
        }
        grant(properties, EVERYWHERE, Role.VIEWER, Grant.ALL);
        grant(properties, ENDED, Role.MAINTAINER, GRANTED);
        properties.put("migration-control.access.grants.ended.until", "2026-01-31T00:00:00Z");
        properties.put("migration-control.access.tokens." + UNGRANTED + ".sha256", sha256(token(UNGRANTED)));
        return properties;
    }

    private static void grant(Map<String, String> properties, String name, Role role, String environments) {
        properties.put("migration-control.access.tokens." + name + ".sha256", sha256(token(name)));
        String grant = "migration-control.access.grants." + name + ".";
        properties.put(grant + "token", name);
        properties.put(grant + "role", role.id());
        properties.put(grant + "environments", environments);
    }

    private static String sha256(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        // Nothing was started.
    }
}
