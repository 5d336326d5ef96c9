package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.audit.database.DatabaseHistories.Judgement;
import dev.migrationcontrol.audit.database.DatabaseObjects.Judged;
import dev.migrationcontrol.audit.database.DatabaseReader.Answer;
import dev.migrationcontrol.probe.ForeignTables;
import dev.migrationcontrol.sql.SqlWords;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.table.ForeignTable;
import dev.migrationcontrol.system.table.Recognition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the objects of a database, and those that no migration explains. */
public final class DatabaseObjectCatalogue {
    private static final int MOST_OBJECTS = 100_000;
    private static final int MOST_TOLD = 1_000;
    private static final int MOST_TEXTS = 2_000;
    private static final String PARTITION = "partition";

    /** Kind, schema, owner (a table, or empty) and name; nothing of the server, of extensions, or made along with another. */
    private static final String SQL = """
            WITH own AS (SELECT oid, nspname FROM pg_namespace n WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
                           AND nspname !~ '^migration_control_archive'
                           AND NOT (nspname ~ '{registries}' AND EXISTS (SELECT FROM pg_class g
                             WHERE g.relnamespace = n.oid AND g.relname ~ '^migration_control_guard'))),
                 extended AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
                 relation AS (
                   SELECT c.*, n.nspname FROM pg_class c JOIN own n ON n.oid = c.relnamespace
                    WHERE c.relpersistence <> 't'
                      AND NOT EXISTS (SELECT FROM extended e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
                      AND\s""" + ForeignTables.NOT_RETIRED + """
                 )
            SELECT CASE WHEN c.relispartition THEN 'partition' WHEN c.relkind = 'v' THEN 'view'
                     WHEN c.relkind = 'm' THEN 'materialized view' WHEN c.relkind = 'f' THEN 'foreign table'
                     WHEN c.relkind = 'S' THEN 'sequence' ELSE 'table' END, c.nspname, '', c.relname FROM relation c
             WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') OR (c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend d
                     WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')))
            UNION ALL
            SELECT 'column', c.nspname, c.relname, a.attname FROM relation c JOIN pg_attribute a ON a.attrelid = c.oid
             WHERE NOT c.relispartition AND c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND a.attislocal
            UNION ALL
            SELECT 'index', c.nspname, t.relname, c.relname FROM relation c JOIN pg_index i ON i.indexrelid = c.oid
              JOIN pg_class t ON t.oid = i.indrelid
             WHERE NOT c.relispartition AND c.relkind IN ('i', 'I') AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid)
            UNION ALL
            SELECT 'trigger', c.nspname, c.relname, t.tgname FROM relation c JOIN pg_trigger t ON t.tgrelid = c.oid
             WHERE NOT c.relispartition AND NOT t.tgisinternal AND t.tgparentid = 0
            UNION ALL
            SELECT 'function', n.nspname, '', p.proname FROM pg_proc p JOIN own n ON n.oid = p.pronamespace
             WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                     AND d.deptype IN ('e', 'i'))
            UNION ALL
            SELECT 'type', n.nspname, '', t.typname FROM pg_type t JOIN own n ON n.oid = t.typnamespace
             WHERE (t.typtype IN ('e', 'd', 'r') OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
               AND NOT EXISTS (SELECT FROM extended e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid)
             LIMIT\s""" + MOST_OBJECTS;

    /** Schemas that systems make for nothing but themselves have one of these in their names. */
    private static final String REGISTRIES = MigrationSystems.all().stream()
            .filter(system -> system.schema() != null)
            .map(system -> system.id().replace('-', '_'))
            .collect(Collectors.joining("|"));

    private final DatabaseReader look;
    private final DatabaseTables tables;
    private final List<Found> all;

    private DatabaseObjectCatalogue(DatabaseReader look, DatabaseTables tables, List<Found> all) {
        this.look = look;
        this.tables = tables;
        this.all = all;
    }

    static DatabaseObjectCatalogue read(DatabaseReader look, DatabaseTables tables) throws SQLException {
        return new DatabaseObjectCatalogue(
                look,
                tables,
                look.read(
                        SQL.replace("{registries}", REGISTRIES),
                        row -> new Found(row.getString(1), row.getString(2), row.getString(3), row.getString(4))));
    }

    /** Whether there is a table or the like of this name, in the schema where one is said. */
    public boolean hasRelation(String name) {
        return all.stream()
                .anyMatch(object -> object.owner().isEmpty()
                        && (object.name().equals(name) || (object.schema() + "." + object.name()).equals(name)));
    }

    /**
     * @param judgement of the environment's own history
     * @param words that explain objects too, of migrations that are read elsewhere; those of scripts are added
     */
    DatabaseObjects judge(Judgement judgement, DatabaseScripts scripts, SqlWords words) throws SQLException {
        Set<String> registries = registries();
        List<Found> objects = all.stream()
                .filter(object -> !registries.contains(object.schema()) && !isOfASystem(object))
                .filter(object -> !object.kind().equals(PARTITION))
                .toList();
        Map<String, Integer> counts = new TreeMap<>();
        objects.forEach(object -> counts.merge(object.kind(), 1, Integer::sum));
        judgement.explaining(scripts).forEach(words::add);
        for (Recognition recognition : tables.recognised()) {
            keptTexts(recognition).forEach(words::add);
        }
        Judged judged = judged(words, judgement.history());
        List<DatabaseObject> unexplained = judged == Judged.NOT_JUDGED ? List.of() : unexplained(objects, words);
        return new DatabaseObjects(
                counts,
                judged,
                unexplained.size(),
                unexplained.size() > MOST_TOLD ? unexplained.subList(0, MOST_TOLD) : unexplained);
    }

    private Judged judged(SqlWords words, DatabaseHistory history) {
        boolean alone = tables.recognised().isEmpty();
        if (!words.isEmpty() || (alone && history.exists() && history.unreadable() == null)) {
            return Judged.SCRIPTS;
        }
        return alone && !history.exists() ? Judged.NO_SYSTEM : Judged.NOT_JUDGED;
    }

    /** Schemas that a system makes for nothing but itself, where its functions are too. */
    private Set<String> registries() {
        Set<String> registries = new HashSet<>();
        for (Recognition each : tables.recognised()) {
            String schema = each.table().schema();
            boolean own = MigrationSystems.named(each.system()).schema() != null
                    && schema.contains(each.system().replace('-', '_'));
            if (own) {
                registries.add(schema);
            }
        }
        return registries;
    }

    private boolean isOfASystem(Found object) {
        return tables.holds(object.schema(), object.name())
                || (!object.owner().isEmpty() && tables.holds(object.schema(), object.owner()));
    }

    private List<String> keptTexts(Recognition recognition) throws SQLException {
        ForeignTable table = recognition.table();
        String sql = recognition.recording().texts(table, MOST_TEXTS);
        if (sql == null || !table.readable()) {
            return List.of();
        }
        Answer<String> texts = look.attempt(sql, row -> String.valueOf(row.getString(1)));
        return texts.rows();
    }

    private static List<DatabaseObject> unexplained(List<Found> objects, SqlWords words) {
        List<DatabaseObject> unexplained = new ArrayList<>();
        for (Found object : objects) {
            boolean ofUnexplainedTable = !object.owner().isEmpty() && !words.explain("table", object.owner());
            boolean named = words.explain(object.kind(), object.name()) || object.isNamedByTheServer();
            if (!ofUnexplainedTable && !named) {
                unexplained.add(new DatabaseObject(object.kind(), object.display()));
            }
        }
        return unexplained;
    }

    /** @param owner the table of a column, index or trigger; else empty */
    private record Found(String kind, String schema, String owner, String name) {
        public String display() {
            String prefix = owner.isEmpty() || !kind.equals("column") ? schema : schema + "." + owner;
            return prefix + "." + name;
        }

        /** An index that a script gave no name gets one of its table's and columns' names. */
        boolean isNamedByTheServer() {
            return kind.equals("index") && name.startsWith(owner + "_") && name.matches(".*_(idx|key)\\d*");
        }
    }
}
