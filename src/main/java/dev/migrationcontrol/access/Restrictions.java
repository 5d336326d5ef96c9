package dev.migrationcontrol.access;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks all rules in addition to the grants; looked up when they are needed, since they may need access themselves. */
@Singleton
public final class Restrictions {
    /** What cannot be waited for comes first; the same order on every replica. */
    private static final Comparator<Obstacle> ORDER =
            Comparator.comparingInt(Obstacle::status).reversed().thenComparing(Obstacle::slug);

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
        all.sort(ORDER);
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
