package dev.migrationcontrol.breakglass;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Changes with broken glass that nobody has reviewed yet. */
@Singleton
public final class OpenUses {
    private static final int MOST = 1_000;

    private final UseStore store;

    OpenUses(UseStore store) {
        this.store = store;
    }

    /** The operation of the oldest one of each environment that has any, by its name. Blocks. */
    public Map<String, UUID> oldest() {
        Map<String, UUID> oldest = new HashMap<>();
        // The newest first, so that the oldest remains.
        store.list(null, true, null, MOST).forEach(each -> oldest.put(each.environment(), each.operation()));
        return oldest;
    }
}
