package dev.migrationcontrol.rule;

import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.statement.Column;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint;
import dev.migrationcontrol.statement.TableConstraint.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** The locks that a command takes on tables, as PostgreSQL 15 to 18 take them. */
final class LockText {
    private final Facts facts;
    private final Map<TableFacts, LockMode> locks = new LinkedHashMap<>();

    private LockText(Facts facts) {
        this.facts = facts;
    }

    static Map<TableFacts, LockMode> of(Command command, Facts facts) {
        LockText text = new LockText(facts);
        text.read(command);
        return text.locks;
    }

    private void add(ObjectName table, LockMode mode) {
        locks.merge(facts.table(table), mode, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    private void read(Command command) {
        if (command instanceof Command.AlterTable alter) {
            if (!alter.kind().equals("index")) {
                alter.actions().forEach(action -> action(alter.name(), action));
            }
        } else if (command instanceof Command.CreateTable create) {
            created(create);
        } else if (command instanceof Command.CreateIndex create) {
            add(create.table(), create.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
        } else if (command instanceof Command.Drop drop) {
            dropped(drop);
        } else if (command instanceof Command.Truncate truncate) {
            truncate.tables().forEach(each -> add(each, LockMode.ACCESS_EXCLUSIVE));
        } else if (command instanceof Command.CreateTrigger trigger) {
            add(trigger.table(), LockMode.SHARE_ROW_EXCLUSIVE);
        } else if (command instanceof Command.CreatePolicy policy) {
            add(policy.table(), LockMode.ACCESS_EXCLUSIVE);
        } else if (command instanceof Command.LockTable lock) {
            lock.tables().forEach(each -> add(each, mode(lock.mode())));
        } else if (command instanceof Command.Maintenance work) {
            work.tables().forEach(each -> add(each, mode(work)));
        } else if (command instanceof Command.Insert insert) {
            add(insert.table(), LockMode.ROW_EXCLUSIVE);
        } else if (command instanceof Command.Update update) {
            add(update.table(), LockMode.ROW_EXCLUSIVE);
        } else if (command instanceof Command.Delete delete) {
            add(delete.table(), LockMode.ROW_EXCLUSIVE);
        } else if (command instanceof Command.Merge merge) {
            add(merge.table(), LockMode.ROW_EXCLUSIVE);
        }
    }

    private static LockMode mode(String sql) {
        try {
            return LockMode.ofSql(sql);
        } catch (IllegalArgumentException e) {
            return LockMode.ACCESS_EXCLUSIVE;
        }
    }

    private static LockMode mode(Command.Maintenance work) {
        boolean rewrites = work.full() || work.word().equals("CLUSTER");
        return rewrites ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE;
    }

    private void created(Command.CreateTable create) {
        if (create.partitionOf() != null) {
            add(create.partitionOf(), LockMode.ACCESS_EXCLUSIVE);
        }
        create.constraints().forEach(this::referenced);
        create.columns().stream().map(Column::constraints).forEach(all -> all.forEach(this::referenced));
    }

    private void referenced(TableConstraint constraint) {
        if (constraint.references() != null) {
            add(constraint.references(), LockMode.SHARE_ROW_EXCLUSIVE);
        }
    }

    private void dropped(Command.Drop drop) {
        for (ObjectName each : drop.names()) {
            if (drop.kind().equals("table")) {
                add(each, LockMode.ACCESS_EXCLUSIVE);
            } else if (drop.kind().equals("index")) {
                facts.ofIndex(each)
                        .ifPresent(table -> locks.put(
                                table,
                                drop.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE));
            }
        }
        if (drop.on() != null) {
            add(drop.on(), LockMode.ACCESS_EXCLUSIVE);
        }
    }

    private void action(ObjectName table, TableAction action) {
        if (action instanceof TableAction.ValidateConstraint) {
            add(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else if (action instanceof TableAction.SwitchTrigger) {
            add(table, LockMode.SHARE_ROW_EXCLUSIVE);
        } else if (action instanceof TableAction.AttachPartition attach) {
            add(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
            add(attach.partition(), LockMode.ACCESS_EXCLUSIVE);
        } else if (action instanceof TableAction.DetachPartition detach) {
            add(table, detach.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
            add(detach.partition(), LockMode.ACCESS_EXCLUSIVE);
        } else if (action instanceof TableAction.SetOptions options) {
            add(
                    table,
                    options.text().contains("user_catalog_table")
                            ? LockMode.ACCESS_EXCLUSIVE
                            : LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else if (action instanceof TableAction.Other other) {
            add(table, mode(other));
        } else if (action instanceof TableAction.AddConstraint add) {
            boolean foreign = add.constraint().is(Kind.FOREIGN_KEY);
            add(table, foreign ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
            referenced(add.constraint());
        } else if (action instanceof TableAction.AddColumn add) {
            add(table, LockMode.ACCESS_EXCLUSIVE);
            add.column().constraints().forEach(this::referenced);
        } else {
            add(table, LockMode.ACCESS_EXCLUSIVE);
        }
    }

    private static LockMode mode(TableAction.Other other) {
        String words = other.words().toLowerCase(java.util.Locale.ROOT);
        boolean weak = words.startsWith("cluster")
                || words.startsWith("set without cluster")
                || words.startsWith("reset")
                || words.contains(" set statistics")
                || words.matches("alter column \\S+ (set|reset) \\(.*");
        return weak ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
    }
}
