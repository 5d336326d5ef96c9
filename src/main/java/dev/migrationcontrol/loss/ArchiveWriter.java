package dev.migrationcontrol.loss;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Copies what an undo script is about to destroy. Values are kept as texts: a type of the schema, that goes too, must have
 * nothing that depends on it.
 */
final class ArchiveWriter {
    private final Connection connection;
    private final UUID archive;
    private final String version;

    ArchiveWriter(Connection connection, UUID archive, String version) {
        this.connection = connection;
        this.archive = archive;
        this.version = version;
    }

    void keep(List<Threat> threats) throws SQLException {
        ArchiveCatalogue catalogue = new ArchiveCatalogue(connection);
        catalogue.create();
        try (TextSettings unused = new TextSettings(connection)) {
            for (Threat each : threats) {
                keep(each, catalogue);
            }
        }
    }

    private void keep(Threat threat, ArchiveCatalogue catalogue) throws SQLException {
        ObjectName table = threat.table().name();
        try (Statement statement = connection.createStatement()) {
            // Nobody adds a row between the copy and its end.
            statement.execute("LOCK TABLE " + table.quoted() + " IN ACCESS EXCLUSIVE MODE");
            StoredColumns stored = StoredColumns.of(connection, table);
            List<StoredColumns.Column> columns = stored.all().stream()
                    .filter(each ->
                            threat.column() == null || each.key() || each.name().equals(threat.column()))
                    .toList();
            int position = catalogue.nextPosition(archive);
            String name = "r_" + archive.toString().replace("-", "") + "_" + position;
            String where = threat.column() == null
                    ? ""
                    : " WHERE " + stored.find(threat.column()).orElseThrow().quoted() + " IS NOT NULL";
            statement.execute("CREATE TABLE " + ArchiveCatalogue.quoted(name) + " AS SELECT "
                    + columns.stream()
                            .map(each -> each.quoted() + "::text AS " + each.quoted())
                            .collect(Collectors.joining(", "))
                    + " FROM " + table.quoted() + where);
            catalogue.add(
                    new ArchivedRows(
                            archive,
                            position,
                            version,
                            threat.cause(),
                            table,
                            threat.column(),
                            name,
                            stored.keys().stream()
                                    .map(StoredColumns.Column::name)
                                    .toList(),
                            columns.stream().map(StoredColumns.Column::name).toList(),
                            sequences(columns),
                            number(statement, "SELECT count(*) FROM " + ArchiveCatalogue.quoted(name)),
                            Instant.EPOCH,
                            null),
                    columns.stream().map(StoredColumns.Column::definition).toList());
        }
    }

    private List<String> sequences(List<StoredColumns.Column> columns) throws SQLException {
        List<String> sequences = new ArrayList<>();
        for (StoredColumns.Column each : columns) {
            if (each.sequence() != null) {
                try (Statement statement = connection.createStatement();
                        ResultSet result =
                                statement.executeQuery("SELECT last_value, is_called FROM " + each.sequence())) {
                    result.next();
                    sequences.add(each.name() + "=" + result.getLong(1) + "," + result.getBoolean(2));
                }
            }
        }
        return sequences;
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
