package dev.migrationcontrol.loss;

import dev.migrationcontrol.schema.HeldObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds on a target what undo scripts would destroy, one script after another. An earlier one may have given a table or column
 * the name that a later one uses, and what is gone already is not lost twice.
 */
final class ThreatFinder {
    private final TargetCatalogue catalogue;
    private final List<Threat> threats = new ArrayList<>();
    private final Set<String> gone = new HashSet<>();

    /** What a table or column will be called, with the name that it has now. */
    private final Map<String, ObjectName> tables = new HashMap<>();

    private final Map<String, String> columns = new HashMap<>();

    /** @param path where names without a schema are looked up */
    ThreatFinder(Connection connection, List<String> path) {
        this.catalogue = new TargetCatalogue(connection, path);
    }

    List<Threat> threats() {
        return List.copyOf(threats);
    }

    /** Adds what one script would destroy. */
    void add(String script, List<Destruction> destructions) throws SQLException {
        for (Destruction each : destructions) {
            switch (each.kind()) {
                case DROP_SCHEMA -> {
                    for (HeldTable table : catalogue.ofSchema(each.name().name())) {
                        table(script, each, table, Loss.Cause.DROP_TABLE);
                    }
                }
                case DROP_TYPE -> columns(script, each, catalogue.ofType(each.name()));
                case DROP_EXTENSION -> {
                    columns(script, each, catalogue.ofTypesOf(each.name().name()));
                    for (HeldTable table : catalogue.ofExtension(each.name().name())) {
                        table(script, each, table, Loss.Cause.DROP_TABLE);
                    }
                }
                default -> {
                    Optional<HeldTable> table = table(each);
                    if (table.isPresent()) {
                        onTable(script, each, table.get());
                    }
                }
            }
        }
    }

    /**
     * Adds what was there before a script on a scratch database, and not after it: also what a block puts together while it
     * runs.
     */
    void addMeasured(String script, List<HeldObject> taken) throws SQLException {
        for (HeldObject each : taken) {
            String gone = each.column();
            Loss.Cause cause = gone == null ? Loss.Cause.DROP_TABLE : Loss.Cause.DROP_COLUMN;
            Destruction as = new Destruction(
                    0,
                    gone == null ? Destruction.Kind.DROP_TABLE : Destruction.Kind.DROP_COLUMN,
                    new ObjectName(each.schema(), each.table()),
                    gone,
                    "",
                    List.of());
            Optional<HeldTable> table = table(as);
            if (table.isPresent() && gone == null) {
                table(script, as, table.get(), cause);
            } else if (table.isPresent() && gone != null) {
                column(script, as, table.get(), nameNow(table.get(), gone), cause);
            }
        }
    }

    private void columns(String script, Destruction each, List<TargetCatalogue.Column> found) throws SQLException {
        for (TargetCatalogue.Column column : found) {
            column(script, each, column.table(), column.name(), Loss.Cause.DROP_COLUMN);
        }
    }

    private Optional<HeldTable> table(Destruction each) throws SQLException {
        ObjectName now = tables.get(each.name().toString());
        if (now == null) {
            now = tables.get(each.name().name());
        }
        return catalogue.find(now == null ? each.name() : now, each.path());
    }

    private void onTable(String script, Destruction each, HeldTable table) throws SQLException {
        String column = each.column() == null ? null : nameNow(table, each.column());
        switch (each.kind()) {
            case DROP_TABLE -> table(script, each, table, Loss.Cause.DROP_TABLE);
            case DELETE -> table(script, each, table, Loss.Cause.DELETE);
            case TRUNCATE -> {
                table(script, each, table, Loss.Cause.TRUNCATE);
                if (each.detail().equals(DestructionReader.CASCADE)) {
                    for (HeldTable other : catalogue.referencing(table)) {
                        table(script, each, other, Loss.Cause.TRUNCATE);
                    }
                }
            }
            case DROP_COLUMN -> column(script, each, table, String.valueOf(column), Loss.Cause.DROP_COLUMN);
            case NARROW -> column(script, each, table, String.valueOf(column), Loss.Cause.NARROW);
            case RENAME_TABLE -> renamed(table, new ObjectName(table.name().schema(), each.detail()));
            case MOVE_TABLE ->
                renamed(table, new ObjectName(each.detail(), each.name().name()));
            case RENAME_COLUMN -> columns.put(table.oid() + "." + each.detail(), String.valueOf(column));
            default -> throw new IllegalStateException(each.kind().name());
        }
    }

    private void renamed(HeldTable table, ObjectName later) {
        tables.put(later.toString(), table.name());
        tables.put(later.name(), table.name());
    }

    private String nameNow(HeldTable table, String column) {
        return columns.getOrDefault(table.oid() + "." + column, column);
    }

    private void table(String script, Destruction each, HeldTable table, Loss.Cause cause) {
        if (isGone(table)) {
            return;
        }
        if (cause != Loss.Cause.DELETE) {
            gone.add(Long.toString(table.oid()));
        }
        String detail = cause == Loss.Cause.DELETE ? each.detail() : DestructionReader.ALL_ROWS;
        if (!isDouble(table, null, cause)) {
            threats.add(
                    new Threat(script, each.line() == 0 ? null : each.line(), cause, table, null, "", detail, true));
        }
    }

    private void column(String script, Destruction each, HeldTable table, String column, Loss.Cause cause)
            throws SQLException {
        boolean drops = cause == Loss.Cause.DROP_COLUMN;
        String key = table.oid() + "." + column;
        boolean isGone = isGone(table) || gone.contains(key);
        String type = catalogue.typeOf(table, column);
        if (isGone || type == null) {
            return;
        }
        if (drops) {
            gone.add(key);
        }
        boolean archivable = table.keyed() && !catalogue.isKey(table, column);
        if (!isDouble(table, column, cause)) {
            threats.add(new Threat(
                    script,
                    each.line() == 0 ? null : each.line(),
                    cause,
                    table,
                    column,
                    type,
                    each.detail(),
                    archivable));
        }
    }

    private boolean isGone(HeldTable table) {
        return gone.contains(Long.toString(table.oid())) || gone.contains(Long.toString(table.root()));
    }

    /** The same loss by another statement of the same kind, such as a second TRUNCATE. */
    private boolean isDouble(HeldTable table, @Nullable String column, Loss.Cause cause) {
        return cause != Loss.Cause.DELETE
                && threats.stream()
                        .anyMatch(each -> each.cause() == cause
                                && each.table().oid() == table.oid()
                                && Objects.equals(each.column(), column));
    }
}
