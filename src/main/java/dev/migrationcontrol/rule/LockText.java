package dev.migrationcontrol.rule;

import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The locks that a command takes on tables, as PostgreSQL 15 to 18 take them. Of a table with partitions the partitions
 * are locked in the same way; only the table is named.
 */
final class LockText {
    private final Facts facts;
    private final LockReach reach;
    private final Map<TableFacts, LockMode> locks = new LinkedHashMap<>();

    private LockText(Facts facts) {
        this.facts = facts;
        this.reach = new LockReach(facts);
    }

    static Map<TableFacts, LockMode> of(Command command, Facts facts) {
        LockText text = new LockText(facts);
        text.read(command);
        return text.locks;
    }

    private void add(ObjectName table, LockMode mode) {
        add(facts.table(table), mode);
    }

    private void add(TableFacts table, LockMode mode) {
        locks.merge(table, mode, LockText::stronger);
    }

    static LockMode stronger(LockMode one, LockMode other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void read(Command command) {
        if (command instanceof Command.AlterTable alter) {
            if (!alter.kind().equals("index")) {
                ActionLocks actions = new ActionLocks(facts, reach, this::add);
                alter.actions().forEach(action -> actions.read(facts.table(alter.name()), action));
            }
        } else if (command instanceof Command.CreateTable create) {
            created(create);
        } else if (command instanceof Command.CreateIndex create) {
            add(create.table(), create.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
        } else if (command instanceof Command.Drop drop) {
            dropped(drop);
        } else if (command instanceof Command.Truncate truncate) {
            truncate.tables().forEach(each -> add(each, LockMode.ACCESS_EXCLUSIVE));
            if (truncate.cascade()) {
                reach.referencingAll(truncate.tables()).forEach(each -> add(each, LockMode.ACCESS_EXCLUSIVE));
            }
        } else if (command instanceof Command.LockTable lock) {
            lock.tables().forEach(each -> add(each, mode(lock.mode())));
        } else if (!rows(command) && !maintained(command)) {
            other(command);
        }
    }

    private boolean rows(Command command) {
        ObjectName table = command instanceof Command.Insert insert
                ? insert.table()
                : command instanceof Command.Update update
                        ? update.table()
                        : command instanceof Command.Delete delete
                                ? delete.table()
                                : command instanceof Command.Merge merge
                                        ? merge.table()
                                        : command instanceof Command.Copy copy && copy.from() ? copy.table() : null;
        if (table != null) {
            add(table, LockMode.ROW_EXCLUSIVE);
        }
        return table != null;
    }

    private boolean maintained(Command command) {
        if (command instanceof Command.Maintenance work) {
            boolean rewrites = work.full() || work.word().equals("CLUSTER");
            work.tables()
                    .forEach(each -> add(each, rewrites ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE));
            return true;
        }
        if (command instanceof Command.Reindex reindex && reindex.name() != null) {
            LockMode mode = reindex.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
            if (reindex.kind().equals("table")) {
                add(reindex.name(), mode);
            } else if (reindex.kind().equals("index")) {
                facts.ofIndex(reindex.name()).ifPresent(table -> add(table, mode));
            }
            return true;
        }
        return false;
    }

    private void other(Command command) {
        if (command instanceof Command.CreateTrigger trigger) {
            add(trigger.table(), LockMode.SHARE_ROW_EXCLUSIVE);
        } else if (command instanceof Command.CreatePolicy policy) {
            add(policy.table(), LockMode.ACCESS_EXCLUSIVE);
        } else if (command instanceof Command.AlterOther alter && alter.on() != null) {
            add(alter.on(), LockMode.ACCESS_EXCLUSIVE);
        } else if (command instanceof Command.Rename rename && rename.on() != null) {
            add(rename.on(), LockMode.ACCESS_EXCLUSIVE);
        } else if (command instanceof Command.CreateOther create && create.on() != null) {
            boolean rule = create.kind().equals("rule");
            add(create.on(), rule ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else if (command instanceof Command.CreatePublication publication) {
            publication.tables().forEach(each -> add(each, LockMode.SHARE_UPDATE_EXCLUSIVE));
        } else if (command instanceof Command.Comment comment && comment.name() != null) {
            commented(comment.kind(), comment.name());
        } else if (command instanceof Command.AlterDomain domain) {
            boolean checks = domain.action().equals("SET NOT NULL")
                    || domain.action().equals("VALIDATE")
                    || (domain.action().equals("ADD") && !domain.notValid());
            if (checks) {
                reach.ofType(domain.name()).forEach(each -> add(each, LockMode.SHARE));
            }
        }
    }

    private void commented(String kind, ObjectName name) {
        if (kind.equals("table")) {
            add(name, LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else if (kind.equals("column") && name.schema() != null) {
            // Of three names of a column only the last two are known; the table is looked for by its own.
            facts.find(new ObjectName(null, name.schema()))
                    .ifPresent(each -> add(each, LockMode.SHARE_UPDATE_EXCLUSIVE));
        }
    }

    static LockMode mode(String sql) {
        try {
            return LockMode.ofSql(sql);
        } catch (IllegalArgumentException e) {
            return LockMode.ACCESS_EXCLUSIVE;
        }
    }

    private void created(Command.CreateTable create) {
        if (create.partitionOf() != null) {
            add(create.partitionOf(), LockMode.ACCESS_EXCLUSIVE);
            reach.defaultPartition(facts.table(create.partitionOf()))
                    .ifPresent(each -> add(each, LockMode.ACCESS_EXCLUSIVE));
        }
        create.inherits().forEach(each -> add(each, LockMode.SHARE_UPDATE_EXCLUSIVE));
        // One that refers to itself takes no lock on a table that was there before.
        reach.references(create)
                .filter(each -> !each.equals(create.name()))
                .forEach(each -> add(each, LockMode.SHARE_ROW_EXCLUSIVE));
    }

    private void dropped(Command.Drop drop) {
        for (ObjectName each : drop.names()) {
            if (drop.kind().equals("table")) {
                add(each, LockMode.ACCESS_EXCLUSIVE);
                TableFacts table = facts.table(each);
                reach.parent(table).ifPresent(parent -> add(parent, LockMode.ACCESS_EXCLUSIVE));
                reach.referenced(table).forEach(other -> add(other, LockMode.ACCESS_EXCLUSIVE));
                if (drop.cascade()) {
                    reach.referencing(table).forEach(other -> add(other, LockMode.ACCESS_EXCLUSIVE));
                }
            } else if (drop.kind().equals("index")) {
                LockMode mode = drop.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
                facts.ofIndex(each).ifPresent(table -> add(table, mode));
            } else if (drop.kind().equals("type") && drop.cascade()) {
                reach.ofType(each).forEach(table -> add(table, LockMode.ACCESS_EXCLUSIVE));
            }
        }
        if (drop.on() != null) {
            add(drop.on(), LockMode.ACCESS_EXCLUSIVE);
        }
    }
}
