package dev.migrationcontrol.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may be done; every endpoint requires exactly one. */
public enum Verb {
    /** Read status, migrations, operations, events and audits. */
    VIEW,
    /** Convert scripts and make plans, which change no environment. */
    PLAN,
    /** Audit databases and source trees. */
    AUDIT,
    /** Stop operations. */
    CANCEL,
    /** Apply pending migrations. */
    UPGRADE,
    /** Undo applied migrations. */
    ROLLBACK,
    /** Record which version an existing schema has. */
    BASELINE,
    /** Repair a history. */
    REPAIR,
    /** Take a database over into one history, and undo that. */
    CONSOLIDATE,
    /** Approve and reject what others ask for. */
    APPROVE,
    /** Make a change although something stands against it. */
    BREAK_GLASS,
    /** Read what concerns the whole service: receivers of webhooks, proofs and exports of the journal. */
    ADMINISTER;

    /** As callers write it, such as {@code upgrade}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Verb> find(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return id();
    }
}
