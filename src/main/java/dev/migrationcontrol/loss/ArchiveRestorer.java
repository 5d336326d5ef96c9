package dev.migrationcontrol.loss;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.sql.SqlIdentifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Puts archived rows and values back into the tables that a migration has made again. */
final class ArchiveRestorer {
    private final Connection connection;

    ArchiveRestorer(Connection connection) {
        this.connection = connection;
    }

    /** Tables that others refer to come first. */
    void restore(List<ArchivedRows> archived) throws SQLException, RunFailure {
        ArchiveCatalogue catalogue = new ArchiveCatalogue(connection);
        try (TextSettings unused = new TextSettings(connection)) {
            for (ArchivedRows each : ordered(archived)) {
                restore(each);
                catalogue.restored(each);
            }
        }
    }

    private List<ArchivedRows> ordered(List<ArchivedRows> archived) throws SQLException {
        List<ArchivedRows> left = new ArrayList<>(archived);
        List<ArchivedRows> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            ArchivedRows next = left.get(0);
            for (ArchivedRows each : left) {
                if (!refersToAny(each, left)) {
                    next = each;
                    break;
                }
            }
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private boolean refersToAny(ArchivedRows from, List<ArchivedRows> others) throws SQLException {
        for (ArchivedRows to : others) {
            if (!to.of().equals(from.of()) && refers(from.of(), to.of())) {
                return true;
            }
        }
        return false;
    }

    private boolean refers(ObjectName from, ObjectName to) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM pg_catalog.pg_constraint WHERE contype = 'f'"
                        + " AND conrelid = pg_catalog.to_regclass(?) AND confrelid = pg_catalog.to_regclass(?)")) {
            statement.setString(1, from.quoted());
            statement.setString(2, to.quoted());
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    private void restore(ArchivedRows archived) throws SQLException, RunFailure {
        StoredColumns now = StoredColumns.of(connection, archived.of());
        List<StoredColumns.Column> columns = new ArrayList<>();
        for (String name : archived.columns()) {
            columns.add(now.find(name)
                    .orElseThrow(() -> new RunFailure(
                            RunFailure.Reason.CHECK_FAILED,
                            "The archive " + archived.archive() + " holds the column " + name + " of " + archived.of()
                                    + ", which is not there after the migration: ask without restoreArchive, and restore"
                                    + " by hand from " + ArchiveCatalogue.quoted(archived.table()) + ".")));
        }
        List<String> triggers = triggers(archived.of());
        try (Statement statement = connection.createStatement()) {
            String alter = "ALTER TABLE " + archived.of().quoted();
            for (String trigger : triggers) {
                statement.execute(alter + " DISABLE TRIGGER " + SqlIdentifiers.identifier(trigger));
            }
            if (archived.column() == null) {
                statement.execute(insert(archived, columns, now));
            } else {
                update(statement, archived, columns);
            }
            for (String trigger : triggers) {
                statement.execute(alter + " ENABLE TRIGGER " + SqlIdentifiers.identifier(trigger));
            }
        }
        sequences(archived, now);
    }

    /** Those that fire in an ordinary session: a restored row is not a new one. */
    private List<String> triggers(ObjectName table) throws SQLException {
        List<String> triggers = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT tgname FROM pg_catalog.pg_trigger WHERE NOT tgisinternal"
                        + " AND tgenabled = 'O' AND tgrelid = pg_catalog.to_regclass(?)")) {
            statement.setString(1, table.quoted());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    triggers.add(result.getString(1));
                }
            }
        }
        return triggers;
    }

    /** A row that the migration has made itself gets the values that it had. */
    private static String insert(ArchivedRows archived, List<StoredColumns.Column> columns, StoredColumns now) {
        String names = columns.stream().map(StoredColumns.Column::quoted).collect(Collectors.joining(", "));
        String values = columns.stream()
                .map(each -> "a." + each.quoted() + "::" + each.type())
                .collect(Collectors.joining(", "));
        String keys = now.keys().stream().map(StoredColumns.Column::quoted).collect(Collectors.joining(", "));
        String changed = columns.stream()
                .filter(each -> !each.key() && each.identity().isEmpty())
                .map(each -> each.quoted() + " = excluded." + each.quoted())
                .collect(Collectors.joining(", "));
        String conflict = keys.isEmpty()
                ? ""
                : " ON CONFLICT (" + keys + ") DO " + (changed.isEmpty() ? "NOTHING" : "UPDATE SET " + changed);
        return "INSERT INTO " + archived.of().quoted() + " (" + names + ") OVERRIDING SYSTEM VALUE SELECT " + values
                + " FROM " + ArchiveCatalogue.quoted(archived.table()) + " a" + conflict;
    }

    private static void update(Statement statement, ArchivedRows archived, List<StoredColumns.Column> columns)
            throws SQLException {
        StoredColumns.Column column = columns.stream()
                .filter(each -> each.name().equals(archived.column()))
                .findFirst()
                .orElseThrow();
        String alter = "ALTER TABLE " + archived.of().quoted() + " ALTER " + column.quoted() + " SET GENERATED ";
        if (column.identity().equals("a")) {
            statement.execute(alter + "BY DEFAULT");
        }
        String same = columns.stream()
                .filter(each -> archived.keys().contains(each.name()))
                .map(each -> "t." + each.quoted() + " = a." + each.quoted() + "::" + each.type())
                .collect(Collectors.joining(" AND "));
        statement.execute("UPDATE " + archived.of().quoted() + " t SET " + column.quoted() + " = a." + column.quoted()
                + "::" + column.type() + " FROM " + ArchiveCatalogue.quoted(archived.table()) + " a WHERE " + same);
        if (column.identity().equals("a")) {
            statement.execute(alter + "ALWAYS");
        }
    }

    private void sequences(ArchivedRows archived, StoredColumns now) throws SQLException {
        for (String each : archived.sequences()) {
            int equals = each.lastIndexOf('=');
            String[] value = each.substring(equals + 1).split(",");
            String sequence = now.find(each.substring(0, equals))
                    .map(StoredColumns.Column::sequence)
                    .orElse(null);
            if (sequence != null) {
                try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT pg_catalog.setval(?::text::regclass, greatest(?, last_value), ?) FROM " + sequence)) {
                    statement.setString(1, sequence);
                    statement.setLong(2, Long.parseLong(value[0]));
                    statement.setBoolean(3, Boolean.parseBoolean(value[1]));
                    statement.execute();
                }
            }
        }
    }
}
