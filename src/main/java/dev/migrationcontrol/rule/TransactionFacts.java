package dev.migrationcontrol.rule;

import dev.migrationcontrol.rehearsal.LockMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the statements before did in the same transaction. */
public final class TransactionFacts {
    private final boolean open;
    private final Map<TableFacts, LockMode> locks = new LinkedHashMap<>();
    private final Map<String, Integer> notValid = new HashMap<>();
    private final Set<TableFacts> changedRows = new HashSet<>();
    private final Map<String, Integer> addedValues = new HashMap<>();
    private final Set<String> reported = new HashSet<>();
    private final Map<TableFacts, Integer> passes = new HashMap<>();
    private final Map<TableFacts, Integer> exclusive = new LinkedHashMap<>();

    /** @param open whether the next statement is in it too */
    TransactionFacts(boolean open) {
        this.open = open;
    }

    public boolean isOpen() {
        return open;
    }

    /** The strongest lock on each table that was there before the plan. */
    public Map<TableFacts, LockMode> locks() {
        return locks;
    }

    /** The tables that it locks by ACCESS EXCLUSIVE, with the number of the statement that does. */
    public Map<TableFacts, Integer> exclusive() {
        return exclusive;
    }

    /** Whether a rule has said the one thing that it has to say of the transaction. */
    public boolean hasReported(String rule) {
        return reported.contains(rule);
    }

    /** Whether a rule asks this for the first time in the transaction, of which it has only one thing to say. */
    public boolean isFirstTime(String rule) {
        return reported.add(rule);
    }

    /** The number of the first ALTER TABLE that read or wrote every row of a table; null where none did. */
    public @Nullable Integer pass(TableFacts table) {
        return passes.get(table);
    }

    void addPass(TableFacts table, int statement) {
        passes.putIfAbsent(table, statement);
    }

    void lock(TableFacts table, LockMode mode, int statement) {
        if (mode == LockMode.ACCESS_EXCLUSIVE) {
            exclusive.putIfAbsent(table, statement);
        }
        locks.merge(table, mode, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** Whether it added a constraint of this name as NOT VALID. */
    public boolean addedNotValid(TableFacts table, String constraint) {
        return notValid.containsKey(table.qualified() + " " + constraint);
    }

    void addNotValid(TableFacts table, String constraint, int statement) {
        notValid.put(table.qualified() + " " + constraint, statement);
    }

    /** Whether it changed many rows of a table. */
    public boolean changedRows(TableFacts table) {
        return changedRows.contains(table);
    }

    void changeRows(TableFacts table) {
        changedRows.add(table);
    }

    /** The values that it added to enums that were there before. */
    public Set<String> addedValues() {
        return addedValues.keySet();
    }

    void addValue(String value, int statement) {
        addedValues.put(value, statement);
    }
}
