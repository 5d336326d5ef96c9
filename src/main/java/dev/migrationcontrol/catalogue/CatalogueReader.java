package dev.migrationcontrol.catalogue;

import dev.migrationcontrol.catalogue.TargetCatalogue.DefaultGrant;
import dev.migrationcontrol.catalogue.TargetCatalogue.Extension;
import dev.migrationcontrol.catalogue.TargetCatalogue.Publication;
import dev.migrationcontrol.catalogue.TargetCatalogue.Routine;
import dev.migrationcontrol.catalogue.TargetCatalogue.Sequence;
import dev.migrationcontrol.catalogue.TargetCatalogue.Server;
import dev.migrationcontrol.catalogue.TargetCatalogue.Type;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a catalogue over one connection, in about fifteen queries. */
final class CatalogueReader {
    private static final int MOST = 10_000;

    private final Connection connection;
    private final List<Server> server = new ArrayList<>();
    private boolean replicated;
    private boolean complete = true;

    private CatalogueReader(Connection connection) {
        this.connection = connection;
    }

    static TargetCatalogue read(Connection connection) throws SQLException {
        return new CatalogueReader(connection).read();
    }

    private TargetCatalogue read() throws SQLException {
        Instant now = Instant.now();
        CatalogueQuery.read(connection, "server", 1, this::server);
        RelationReader relations = new RelationReader(connection);
        Map<String, TargetRelation> read = relations.read();
        List<Sequence> sequences = list("sequences", CatalogueReader::sequence);
        List<Type> types = list("types", CatalogueReader::type);
        List<Routine> routines = list("routines", CatalogueReader::routine);
        Set<String> volatiles = new HashSet<>(list("volatile", row -> row.getString("name")));
        List<Publication> publications = list("publications", CatalogueReader::publication);
        List<Extension> extensions = list("extensions", CatalogueReader::extension);
        List<DefaultGrant> defaults =
                list("default-grants", row -> new DefaultGrant(row.getString("schema"), row.getString("grantee")));
        return new TargetCatalogue(
                server.get(0),
                now,
                complete && relations.isComplete(),
                read,
                sequences,
                types,
                routines,
                volatiles,
                publications,
                extensions,
                defaults,
                replicated);
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String query, Reader<T> reader) throws SQLException {
        List<T> all = new ArrayList<>();
        complete &= CatalogueQuery.read(connection, query, MOST, row -> all.add(reader.read(row)));
        return all;
    }

    private void server(ResultSet row) throws SQLException {
        replicated = row.getBoolean("replicated");
        server.add(new Server(
                row.getInt("version"),
                row.getString("display"),
                row.getString("time_zone"),
                CatalogueQuery.texts(row, "search_path"),
                row.getString("role"),
                row.getBoolean("superuser")));
    }

    private static Sequence sequence(ResultSet row) throws SQLException {
        return new Sequence(
                row.getString("schema"),
                row.getString("name"),
                row.getString("type"),
                row.getLong("max_value"),
                row.getObject("last_value", Long.class),
                row.getString("owned_by"));
    }

    private static Type type(ResultSet row) throws SQLException {
        return new Type(
                row.getString("schema"),
                row.getString("name"),
                row.getString("kind"),
                CatalogueQuery.texts(row, "labels"),
                row.getBoolean("checked"),
                CatalogueQuery.texts(row, "used_by"));
    }

    private static Routine routine(ResultSet row) throws SQLException {
        return new Routine(
                row.getString("schema"),
                row.getString("name"),
                row.getString("arguments"),
                row.getString("language"),
                row.getString("volatility"),
                row.getBoolean("security_definer"),
                CatalogueQuery.texts(row, "settings"),
                row.getString("body"));
    }

    private static Publication publication(ResultSet row) throws SQLException {
        return new Publication(
                row.getString("name"),
                row.getBoolean("all_tables"),
                row.getBoolean("updates"),
                row.getBoolean("deletes"),
                CatalogueQuery.texts(row, "tables"));
    }

    private static Extension extension(ResultSet row) throws SQLException {
        return new Extension(
                row.getString("name"),
                row.getString("available"),
                row.getString("installed"),
                row.getBoolean("superuser"),
                row.getBoolean("trusted"));
    }
}
