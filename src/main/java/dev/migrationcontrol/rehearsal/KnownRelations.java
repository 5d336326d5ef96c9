package dev.migrationcontrol.rehearsal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The relations of a database before a plan runs, by their oid. They keep the names that they have in it, whatever the
 * plan does to them.
 */
final class KnownRelations {
    /** Below are those of the server itself. */
    static final int FIRST_OID = 16_384;

    private static final String ALL = """
            SELECT c.oid::bigint, n.nspname || '.' || c.relname, c.relkind, c.relfilenode::bigint
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid >= %d AND c.relkind IN ('r', 'p', 'i', 'I', 'S', 'v', 'm', 'f', 'c')
               AND n.nspname !~ '^pg_(toast|temp)'""".formatted(FIRST_OID);

    private final Map<Long, Relation> relations;

    private KnownRelations(Map<Long, Relation> relations) {
        this.relations = relations;
    }

    /**
     * A relation.
     *
     * @param name with its schema, unquoted
     * @param kind as {@code pg_class.relkind} has it
     * @param file the number of its file; 0 where it has none
     */
    record Relation(long oid, String name, char kind, long file) {
        String kindName() {
            return switch (kind) {
                case 'p' -> "partitioned table";
                case 'i' -> "index";
                case 'I' -> "partitioned index";
                case 'S' -> "sequence";
                case 'v' -> "view";
                case 'm' -> "materialized view";
                case 'f' -> "foreign table";
                case 'c' -> "composite type";
                default -> "table";
            };
        }

        boolean isIndex() {
            return kind == 'i' || kind == 'I';
        }

        /** Whether another file means that its rows were written again. */
        boolean holdsRows() {
            return kind == 'r' || kind == 'm' || kind == 'S';
        }
    }

    static KnownRelations read(Connection connection) throws SQLException {
        Map<Long, Relation> relations = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ALL)) {
            while (row.next()) {
                Relation relation = new Relation(
                        row.getLong(1), row.getString(2), row.getString(3).charAt(0), row.getLong(4));
                relations.put(relation.oid(), relation);
            }
        }
        return new KnownRelations(relations);
    }

    @Nullable
    Relation find(long oid) {
        return relations.get(oid);
    }

    Collection<Relation> all() {
        return relations.values();
    }

    /** Those that can be locked by {@code LOCK TABLE}. */
    List<Relation> tables() {
        return relations.values().stream()
                .filter(each -> each.kind() == 'r' || each.kind() == 'p')
                .toList();
    }

    /** The names of those that are here and not there, unless another relation has the name there. */
    List<String> without(KnownRelations there) {
        Set<String> names = new HashSet<>();
        there.relations.values().forEach(each -> names.add(each.name()));
        List<String> missing = new ArrayList<>();
        for (Relation each : relations.values()) {
            if (!there.relations.containsKey(each.oid()) && !names.contains(each.name())) {
                missing.add(each.name());
            }
        }
        return missing.stream().sorted().toList();
    }

    /** The files of all indexes, by their names: one that was made again under another oid has its name still. */
    Map<String, Long> indexFiles() {
        Map<String, Long> files = new HashMap<>();
        relations.values().stream().filter(Relation::isIndex).forEach(each -> files.put(each.name(), each.file()));
        return files;
    }
}
