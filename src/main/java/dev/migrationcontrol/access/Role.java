package dev.migrationcontrol.access;

import static dev.migrationcontrol.access.Verb.ADMINISTER;
import static dev.migrationcontrol.access.Verb.APPROVE;
import static dev.migrationcontrol.access.Verb.AUDIT;
import static dev.migrationcontrol.access.Verb.BASELINE;
import static dev.migrationcontrol.access.Verb.CANCEL;
import static dev.migrationcontrol.access.Verb.CONSOLIDATE;
import static dev.migrationcontrol.access.Verb.PLAN;
import static dev.migrationcontrol.access.Verb.REPAIR;
import static dev.migrationcontrol.access.Verb.ROLLBACK;
import static dev.migrationcontrol.access.Verb.UPGRADE;
import static dev.migrationcontrol.access.Verb.VIEW;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A set of verbs that is granted together. Roles only add: none takes away what another one gives. */
public enum Role {
    VIEWER(VIEW),
    OPERATOR(VIEW, PLAN, AUDIT, CANCEL),
    DEPLOYER(VIEW, PLAN, AUDIT, CANCEL, UPGRADE),
    MAINTAINER(VIEW, PLAN, AUDIT, CANCEL, UPGRADE, ROLLBACK, BASELINE, REPAIR, CONSOLIDATE),
    APPROVER(VIEW, APPROVE),
    BREAK_GLASS(VIEW, Verb.BREAK_GLASS),
    ADMIN(VIEW, ADMINISTER);

    private final Set<Verb> verbs;

    Role(Verb... verbs) {
        this.verbs = Set.of(verbs);
    }

    public boolean allows(Verb verb) {
        return verbs.contains(verb);
    }

    /** The largest role that gives nothing which not both of them give. */
    public Role meet(Role other) {
        return Arrays.stream(values())
                .filter(each -> verbs.containsAll(each.verbs) && other.verbs.containsAll(each.verbs))
                .max(Comparator.comparingInt(each -> each.verbs.size()))
                .orElseThrow();
    }

    /** Its verbs. */
    public Set<Verb> verbs() {
        return verbs;
    }

    /** As the configuration writes it, such as {@code deployer}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Role> find(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Role::id).toList();
    }

    /** The roles that would do. */
    static List<String> allowing(Verb verb) {
        return Arrays.stream(values())
                .filter(each -> each.allows(verb))
                .map(Role::id)
                .toList();
    }
}
