package dev.migrationcontrol.rule;

import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.statement.ObjectName;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint;
import dev.migrationcontrol.statement.TableConstraint.Kind;
import java.util.Locale;
import java.util.function.BiConsumer;

/** The locks that an action of ALTER TABLE takes. */
final class ActionLocks {
    private final Facts facts;
    private final LockReach reach;
    private final BiConsumer<TableFacts, LockMode> locks;

    ActionLocks(Facts facts, LockReach reach, BiConsumer<TableFacts, LockMode> locks) {
        this.facts = facts;
        this.reach = reach;
        this.locks = locks;
    }

    void read(TableFacts table, TableAction action) {
        locks.accept(table, mode(action));
        if (action instanceof TableAction.AddConstraint add) {
            referred(add.constraint());
        } else if (action instanceof TableAction.AddColumn add) {
            add.column().constraints().forEach(this::referred);
        } else if (action instanceof TableAction.AttachPartition attach) {
            exclusive(attach.partition());
            reach.defaultPartition(table).ifPresent(each -> locks.accept(each, LockMode.ACCESS_EXCLUSIVE));
        } else if (action instanceof TableAction.DetachPartition detach) {
            exclusive(detach.partition());
        } else if (action instanceof TableAction.Other other) {
            inherited(other.words());
        } else {
            referring(table, action);
        }
    }

    private static LockMode mode(TableAction action) {
        if (action instanceof TableAction.ValidateConstraint
                || action instanceof TableAction.AttachPartition
                || (action instanceof TableAction.DetachPartition detach && detach.concurrently())) {
            return LockMode.SHARE_UPDATE_EXCLUSIVE;
        }
        if (action instanceof TableAction.SwitchTrigger) {
            return LockMode.SHARE_ROW_EXCLUSIVE;
        }
        if (action instanceof TableAction.SetOptions options) {
            return options.text().contains("user_catalog_table")
                    ? LockMode.ACCESS_EXCLUSIVE
                    : LockMode.SHARE_UPDATE_EXCLUSIVE;
        }
        if (action instanceof TableAction.AddConstraint add && add.constraint().is(Kind.FOREIGN_KEY)) {
            return LockMode.SHARE_ROW_EXCLUSIVE;
        }
        return action instanceof TableAction.Other other ? mode(other) : LockMode.ACCESS_EXCLUSIVE;
    }

    private static LockMode mode(TableAction.Other other) {
        String words = other.words().toLowerCase(Locale.ROOT);
        boolean weak = words.startsWith("cluster")
                || words.startsWith("set without cluster")
                || words.startsWith("reset")
                || words.contains(" set statistics")
                || words.matches("alter column \\S+ (set|reset) \\(.*");
        return weak ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
    }

    private void referred(TableConstraint constraint) {
        if (constraint.references() != null) {
            locks.accept(facts.table(constraint.references()), LockMode.SHARE_ROW_EXCLUSIVE);
        }
    }

    private void exclusive(ObjectName table) {
        locks.accept(facts.table(table), LockMode.ACCESS_EXCLUSIVE);
    }

    private void inherited(String words) {
        String[] parts = words.strip().split("\\s+");
        if (parts.length == 2 && parts[0].equalsIgnoreCase("INHERIT")) {
            facts.find(new ObjectName(null, parts[1].toLowerCase(Locale.ROOT)))
                    .ifPresent(each -> locks.accept(each, LockMode.SHARE_UPDATE_EXCLUSIVE));
        }
    }

    /** Foreign keys that fall or change lock the table at their other end too. */
    private void referring(TableFacts table, TableAction action) {
        for (TableFacts.ConstraintFacts each : table.constraints()) {
            boolean falls = action instanceof TableAction.DropConstraint drop
                    ? each.name().equals(drop.name())
                    : action instanceof TableAction.AlterConstraint alter
                            ? alter.notEnforced() && each.name().equals(alter.name())
                            : action instanceof TableAction.DropColumn drop
                                    && each.columns().contains(drop.column());
            if (falls) {
                reach.referenced(each).ifPresent(other -> locks.accept(other, LockMode.ACCESS_EXCLUSIVE));
            }
        }
        if (action instanceof TableAction.SetType set) {
            keyed(table, set.column());
        } else if (action instanceof TableAction.DropConstraint drop && drop.cascade()) {
            table.constraint(drop.name())
                    .filter(each -> each.kind() == Kind.PRIMARY_KEY || each.kind() == Kind.UNIQUE)
                    .ifPresent(each -> keyed(table, each.columns().get(0)));
        }
    }

    /** The tables that refer to a column of a table. */
    private void keyed(TableFacts table, String column) {
        boolean isKey = table.indexes().stream()
                .anyMatch(each -> each.unique() && each.columns().contains(column));
        if (!isKey && table.isKnown()) {
            return;
        }
        reach.referencing(table)
                .filter(each -> each.constraints().stream()
                        .anyMatch(key -> table.qualified().equals(key.references())
                                && (key.referred().isEmpty() || key.referred().contains(column))))
                .forEach(each -> locks.accept(each, LockMode.ACCESS_EXCLUSIVE));
    }
}
