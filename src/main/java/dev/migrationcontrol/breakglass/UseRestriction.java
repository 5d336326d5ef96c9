package dev.migrationcontrol.breakglass;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.Change;
import dev.migrationcontrol.access.Obstacle;
import dev.migrationcontrol.access.Restriction;
import dev.migrationcontrol.access.Verb;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may break the glass: a person to whom it is granted, and whose last use there is reviewed. */
@Singleton
final class UseRestriction implements Restriction {
    private final Access access;
    private final UseStore store;

    UseRestriction(Access access, UseStore store) {
        this.access = access;
        this.store = store;
    }

    @Override
    public List<Obstacle> against(Change change) {
        if (!change.breaksGlass()) {
            return List.of();
        }
        List<Obstacle> obstacles = new ArrayList<>();
        Caller caller = access.caller();
        if (!access.allows(Verb.BREAK_GLASS, change.environment())) {
            obstacles.add(refused("No grant lets " + caller.id() + " break the glass on " + change.environment()
                    + ": the role break-glass does."));
        }
        if (!caller.isPersonal()) {
            obstacles.add(refused("Nobody answers for " + caller.id()
                    + ": only a person breaks the glass, such as the configured owner of a token."));
        }
        Optional<Use> open = store.open(change.environment(), caller.owner());
        open.ifPresent(use -> obstacles.add(refused(unreviewed(use))));
        return obstacles;
    }

    static String unreviewed(Use use) {
        return "The use of " + use.usedAt() + " on " + use.environment() + " (operation " + use.operation()
                + ") is not reviewed yet: another person has to review it first, or to make this change.";
    }

    private static Obstacle refused(String detail) {
        return new Obstacle(BreakGlassRefused.SLUG, 403, BreakGlassRefused.TITLE, detail, Map.of());
    }
}
