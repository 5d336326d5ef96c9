package dev.migrationcontrol;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A service with two environments in an order, and people who may do different things there. */
public final class PeopleUnderTest implements QuarkusTestResourceLifecycleManager {
    public static final String EARLIER = "repairs";
    public static final String LATER = "baselines";
    public static final String REVIEWED = "guarded";

    /** For each of them there is a person with this role alone, called {@code role-} and it. */
    public static final List<String> ROLES =
            List.of("viewer", "operator", "deployer", "maintainer", "approver", "break-glass", "admin");

    public static String token(String name) {
        return "mct_canary_" + name + "_0123456789abcdefghij";
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> properties = new HashMap<>();
        properties.put("migration-control.access.mode", "");
        properties.put("migration-control.environments." + LATER + ".after", EARLIER);
        properties.put("migration-control.environments." + EARLIER + ".on-busy", "queue");
        properties.put("migration-control.environments." + REVIEWED + ".approvals", "1");
        properties.put("migration-control.environments." + REVIEWED + ".protected", "false");
        properties.put("migration-control.environments." + REVIEWED + ".placeholders.app_password", "canary-secret");
        properties.put("migration-control.environments." + REVIEWED + ".placeholders.tenant", "acme");
        properties.put("migration-control.environments." + REVIEWED + ".on-busy", "queue");
        person(properties, "anna", "anna", "maintainer", "break-glass");
        person(properties, "second", "anna", "approver", "maintainer", "break-glass");
        person(properties, "berta", "berta", "approver", "deployer", "break-glass");
        person(properties, "robot", null, "deployer", "break-glass", "approver");
        person(properties, "plain", "carla", "deployer");
        person(properties, "ops", "dora", "admin");
        person(properties, "viewer", "emil", "viewer");
        properties.put("migration-control.access.grants.viewer-viewer.environments", EARLIER);
        for (String role : ROLES) {
            person(properties, "role-" + role, "role-" + role, role);
        }
        return properties;
    }

    private static void person(Map<String, String> properties, String name, String owner, String... roles) {
        String token = "migration-control.access.tokens." + name + ".";
        properties.put(token + "sha256", sha256(token(name)));
        if (owner != null) {
            properties.put(token + "owner", owner);
        }
        for (String role : roles) {
            String grant = "migration-control.access.grants." + name + "-" + role + ".";
            properties.put(grant + "token", name);
            properties.put(grant + "role", role);
            properties.put(grant + "environments", EARLIER + "," + LATER + "," + REVIEWED);
        }
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
        // nothing is held
    }
}
