package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.rehearsal.KnownRelations.Relation;
import dev.migrationcontrol.rehearsal.SessionReading.Locked;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What lies between two readings of a session.
 *
 * @param locks the strongest mode of each relation that was locked, or locked more strongly, by name
 * @param rewrites relations with another file
 * @param scans how often tables were read whole
 */
record StatementEffect(
        Map<Relation, LockMode> locks, List<String> rewrites, Map<String, Long> scans, List<String> rebuilt) {
    static final StatementEffect NONE = new StatementEffect(Map.of(), List.of(), Map.of(), List.of());

    private static final String FILES_BY_NAME = """
            SELECT n.nspname || '.' || c.relname, c.relfilenode::bigint
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
             WHERE c.relkind IN ('i', 'I') AND n.nspname || '.' || c.relname OPERATOR(pg_catalog.=) ANY (?)""";

    /** The files that relations had at the reading before, where they are not those of the beginning any more. */
    static final class Files {
        private final Map<Long, Long> changed = new HashMap<>();
        private final Map<String, Long> byName = new HashMap<>();

        private boolean moves(Relation relation, long now) {
            Long before = changed.getOrDefault(relation.oid(), relation.file());
            changed.put(relation.oid(), now);
            return before != now;
        }

        private boolean movesByName(Relation relation, long now) {
            Long before = byName.getOrDefault(relation.name(), relation.file());
            byName.put(relation.name(), now);
            return before != now;
        }
    }

    static StatementEffect between(
            SessionReading before, SessionReading after, KnownRelations known, Files files, Connection connection)
            throws SQLException {
        Map<Relation, LockMode> locks = new HashMap<>();
        Set<String> rewrites = new TreeSet<>();
        Set<String> rebuilt = new TreeSet<>();
        Map<String, Relation> gone = new HashMap<>();
        for (Map.Entry<Long, Locked> each : after.locked().entrySet()) {
            Relation relation = known.find(each.getKey());
            if (relation == null) {
                continue;
            }
            Locked now = each.getValue();
            strongestNew(before.locked().get(each.getKey()), now, relation, locks);
            if (now.file() == null) {
                if (relation.isIndex()) {
                    gone.put(relation.name(), relation);
                }
            } else if (files.moves(relation, now.file())) {
                if (relation.isIndex()) {
                    rebuilt.add(relation.name());
                } else if (relation.holdsRows()) {
                    rewrites.add(relation.name());
                }
            }
        }
        rebuilt.addAll(builtAnew(gone, files, connection));
        return new StatementEffect(locks, List.copyOf(rewrites), scans(before, after, known), List.copyOf(rebuilt));
    }

    /** What a statement did that was watched from outside. */
    static StatementEffect outside(
            Map<Relation, LockMode> locks,
            KnownRelations now,
            Map<String, Long> scans,
            KnownRelations known,
            Files files) {
        Set<String> rewrites = new TreeSet<>();
        Set<String> rebuilt = new TreeSet<>();
        Map<String, Long> byName = now.indexFiles();
        for (Relation relation : known.all()) {
            Relation present = now.find(relation.oid());
            Long file = byName.get(relation.name());
            if (present != null && files.moves(relation, present.file())) {
                (relation.isIndex() ? rebuilt : rewrites).add(relation.name());
            } else if (present == null && relation.isIndex() && file != null && files.movesByName(relation, file)) {
                rebuilt.add(relation.name());
            }
        }
        rewrites.removeIf(
                name -> known.all().stream().anyMatch(each -> each.name().equals(name) && !each.holdsRows()));
        return new StatementEffect(locks, List.copyOf(rewrites), scans, List.copyOf(rebuilt));
    }

    StatementEffect withoutScans() {
        return new StatementEffect(locks, rewrites, Map.of(), rebuilt);
    }

    private static void strongestNew(
            @Nullable Locked before, Locked now, Relation relation, Map<Relation, LockMode> locks) {
        now.modes().stream()
                .filter(mode -> before == null || !before.modes().contains(mode))
                .max(LockMode::compareTo)
                .ifPresent(mode -> locks.put(relation, mode));
    }

    /** A change of a column's type makes its indexes again under other oids, with the same file or another one. */
    private static List<String> builtAnew(Map<String, Relation> gone, Files files, Connection connection)
            throws SQLException {
        List<String> built = new ArrayList<>();
        if (gone.isEmpty()) {
            return built;
        }
        try (PreparedStatement query = connection.prepareStatement(FILES_BY_NAME)) {
            query.setArray(1, connection.createArrayOf("text", gone.keySet().toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Relation relation = gone.get(row.getString(1));
                    if (relation != null && files.movesByName(relation, row.getLong(2))) {
                        built.add(relation.name());
                    }
                }
            }
        }
        return built;
    }

    private static Map<String, Long> scans(SessionReading before, SessionReading after, KnownRelations known) {
        Map<String, Long> scans = new HashMap<>();
        for (Long oid : after.scans().keySet()) {
            Relation relation = known.find(oid);
            long since = after.scansSince(before, oid);
            if (relation != null && since > 0) {
                scans.put(relation.name(), since);
            }
        }
        return scans;
    }
}
