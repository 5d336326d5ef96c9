package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Login;
import dev.migrationcontrol.environment.database.LoginProvider;
import dev.migrationcontrol.environment.database.Secret;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A store as a team would add it to the service: an entry has a user and a password. */
public final class TestStore implements LoginProvider {
    static final Map<String, String> PASSWORDS = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "test-store";
    }

    @Override
    public Login login(String entry) {
        String password = PASSWORDS.get(entry);
        if (password == null) {
            throw new IllegalStateException("canary-detail: there is no " + entry);
        }
        return new Login(entry, new Secret<>(password));
    }
}
