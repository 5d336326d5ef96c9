package dev.migrationcontrol.schema;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.WorkSession;
import dev.migrationcontrol.sql.Effect;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.api.PgCodeKeeperApi;
import org.pgcodekeeper.core.database.base.jdbc.IJdbcConnector;
import org.pgcodekeeper.core.ignorelist.IgnoreSchemaList;
import org.pgcodekeeper.core.loader.DatabaseLoader;
import org.pgcodekeeper.core.loader.LoaderFactory;
import org.pgcodekeeper.core.model.difftree.DbObjType;
import org.pgcodekeeper.core.model.difftree.DiffTree;
import org.pgcodekeeper.core.model.difftree.TreeElement;
import org.pgcodekeeper.core.monitor.NullMonitor;
import org.pgcodekeeper.core.schema.AbstractDatabase;
import org.pgcodekeeper.core.settings.CoreSettings;

/** The model of a schema, and the statements that lead from one to another; the only importer of pgCodeKeeper. */
@ApplicationScoped
class SchemaModels {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private static final String OWN_SEQUENCES = """
            SELECT sn.nspname || '.' || s.relname FROM pg_catalog.pg_depend d
              JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
              JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
              JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
              JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
             WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
               AND d.deptype IN ('a', 'i') AND tn.nspname || '.' || t.relname = ANY (?)""";

    private final DatabaseConnections connections;

    SchemaModels(DatabaseConnections connections) {
        this.connections = connections;
    }

    /** The model of a database's schema; takes seconds the first time. Owners are no part of it. */
    AbstractDatabase load(Database database) throws SQLException {
        try {
            DatabaseLoader loader = LoaderFactory.createJdbcLoader(
                    settings(), "UTC", new Connector(connections, database), new NullMonitor(), new IgnoreSchemaList());
            AbstractDatabase model = loader.loadAndAnalyze();
            if (!loader.getErrors().isEmpty()) {
                throw new SQLException("the schema of " + database.display() + " cannot be modelled: "
                        + loader.getErrors().get(0));
            }
            model.getDescendants().forEach(statement -> statement.setOwner(null));
            return model;
        } catch (IOException e) {
            throw new SQLException(
                    "the schema of " + database.display() + " cannot be read: " + String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("the service is stopping", e);
        }
    }

    /** A model of nothing. */
    AbstractDatabase nothing() {
        return DatabaseLoader.createDb(settings());
    }

    /** The statements that make one schema out of another, without what is hidden. */
    String script(AbstractDatabase from, AbstractDatabase to, ComparisonScope hidden) throws SQLException {
        return script(from, to, hidden, null);
    }

    /** @param droppable null where everything may be dropped */
    String script(AbstractDatabase from, AbstractDatabase to, ComparisonScope hidden, @Nullable Droppable droppable)
            throws SQLException {
        try {
            TreeElement root = DiffTree.create(settings(), from, to);
            root.setAllChecked();
            leaveOut(root, hidden);
            if (droppable != null) {
                keep(root, droppable);
            }
            String script =
                    PgCodeKeeperApi.diff(settings(), root, from, to, new ArrayList<>(), new ArrayList<>(), List.of());
            // Where a server is made again, its user mappings come along, passwords and all.
            String without = ReadScript.without(script, SchemaModels::isMapping).strip();
            return droppable == null ? without : droppable.withoutColumns(without);
        } catch (IOException e) {
            throw new SQLException("no script leads from one schema to the other: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("the service is stopping", e);
        }
    }

    private static boolean isMapping(Statement statement) {
        return Effect.of(statement).stream()
                .anyMatch(effect ->
                        effect.verb() != Effect.Verb.DROPS && effect.kind().equals("user mapping"));
    }

    /** The same, and the sequences of columns of the hidden tables. */
    ComparisonScope withOwnSequences(Database database, ComparisonScope hidden) throws SQLException {
        List<String> relations = new ArrayList<>(hidden.relations());
        try (Connection connection = Interruption.watched(
                        connections.open(database, "migration-control/model", WorkSession.reading(), CONNECT_TIMEOUT));
                PreparedStatement statement = connection.prepareStatement(OWN_SEQUENCES)) {
            statement.setArray(
                    1, connection.createArrayOf("text", hidden.relations().toArray()));
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    relations.add(result.getString(1));
                }
            }
        }
        return new ComparisonScope(relations, hidden.schemas());
    }

    private static void leaveOut(TreeElement element, ComparisonScope hidden) {
        for (TreeElement child : element.getChildren()) {
            String name = child.getQualifiedName().replace("\"", "");
            // A user mapping may hold a password, which no script may show.
            if (child.getType() == DbObjType.USER_MAPPING
                    || isRecorder(child.getType(), name)
                    || hidden.relations().contains(name)
                    || hidden.schemas().contains(name)) {
                unselect(child);
            } else {
                leaveOut(child, hidden);
            }
        }
    }

    private static boolean isRecorder(DbObjType type, String name) {
        return type == DbObjType.SCHEMA && name.equals(ComparisonScope.RECORDER)
                || type == DbObjType.EVENT_TRIGGER && name.startsWith(ComparisonScope.RECORDER);
    }

    /** What is on the left alone would be dropped. */
    private static void keep(TreeElement element, Droppable droppable) {
        for (TreeElement child : element.getChildren()) {
            if (child.getSide() == TreeElement.DiffSide.LEFT && !droppable.allows(child)) {
                unselect(child);
            } else {
                keep(child, droppable);
            }
        }
    }

    private static void unselect(TreeElement element) {
        element.setSelected(false);
        element.getChildren().forEach(SchemaModels::unselect);
    }

    private static CoreSettings settings() {
        CoreSettings settings = new CoreSettings();
        settings.setInCharsetName("UTF-8");
        settings.setTimeZone("UTC");
        settings.setIgnoreColumnOrder(true);
        settings.setDisableCheckFunctionBodies(true);
        settings.setIgnoreConcurrentModification(true);
        settings.setEnableFunctionBodiesDependencies(true);
        settings.setKeepNewlines(true);
        return settings;
    }

    /** Opens connections as the service does, so that no password is part of a URL. */
    private record Connector(DatabaseConnections connections, Database database) implements IJdbcConnector {
        @Override
        public Connection getConnection() throws IOException {
            try {
                return Interruption.watched(
                        connections.open(database, "migration-control/model", WorkSession.reading(), CONNECT_TIMEOUT));
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public @Nullable String getBatchDelimiter() {
            return null;
        }

        @Override
        public String getUrl() {
            return database.jdbcUrl();
        }
    }
}
