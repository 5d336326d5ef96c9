package dev.migrationcontrol.access;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks all rules beside the grants; they are looked up when they are needed, since they may need access themselves. */
@Singleton
public final class Restrictions {
    private final Instance<Restriction> rules;

    Restrictions(@Any Instance<Restriction> rules) {
        this.rules = rules;
    }

    /** Everything that stands against a change now. Blocks. */
    List<Obstacle> against(Change change) {
        List<Obstacle> all = new ArrayList<>();
        for (Restriction rule : rules) {
            all.addAll(rule.against(change));
        }
        return all;
    }

    /**
     * Lets a change pass only if nothing stands against it. Blocks.
     *
     * @throws Restricted with every reason
     */
    public void require(Change change) {
        refusal(change).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** Why a change may not be made now. Blocks. */
    public Optional<Restricted> refusal(Change change) {
        List<Obstacle> obstacles = against(change);
        return obstacles.isEmpty() ? Optional.empty() : Optional.of(new Restricted(change, obstacles));
    }
}
