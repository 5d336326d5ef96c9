package dev.migrationcontrol.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Everything that a schema holds, as lines of text that can be compared. */
final class SchemaSnapshot {
    private static final String USUAL_OWNER = "usual owner";
    private static final String OWNER = "owner";
    private static final String OPTIONS = "options";

    private final Map<SchemaObject, Map<String, Aspect>> things = new TreeMap<>();
    private final Set<String> usualOwners = new HashSet<>();

    private SchemaSnapshot() {}

    /** A digest that two schemas share when their pictures are the same. */
    static String digest(Connection connection, ComparisonScope hidden) throws SQLException {
        try (PreparedStatement statement = SnapshotQuery.DIGEST.prepare(connection, hidden);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getString(1);
        }
    }

    static SchemaSnapshot of(Connection connection, ComparisonScope hidden) throws SQLException {
        return read(SnapshotQuery.LINES, connection, hidden);
    }

    /** Of what the role may not read, and nothing else. */
    static SchemaSnapshot unread(Connection connection, ComparisonScope hidden) throws SQLException {
        return read(SnapshotQuery.UNREAD, connection, hidden);
    }

    private static SchemaSnapshot read(SnapshotQuery query, Connection connection, ComparisonScope hidden)
            throws SQLException {
        SchemaSnapshot picture = new SchemaSnapshot();
        try (PreparedStatement statement = query.prepare(connection, hidden);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                picture.add(result);
            }
        }
        return picture;
    }

    private void add(ResultSet line) throws SQLException {
        SchemaObject thing =
                new SchemaObject(line.getString("object"), line.getString("kind"), line.getString("parent"));
        if (thing.kind().equals(USUAL_OWNER)) {
            usualOwners.add(thing.object());
            return;
        }
        Aspect aspect =
                new Aspect(Deparsed.settled(line.getString("value")), line.getString("make"), line.getString("unmake"));
        things.computeIfAbsent(thing, key -> new TreeMap<>()).merge(line.getString("aspect"), aspect, Aspect::with);
    }

    /** The part of it of which these lines are. */
    SchemaSnapshot only(BiPredicate<SchemaObject, String> lines) {
        SchemaSnapshot part = new SchemaSnapshot();
        things.forEach((thing, aspects) -> {
            Map<String, Aspect> some = new TreeMap<>(aspects);
            some.keySet().removeIf(aspect -> !lines.test(thing, aspect));
            if (!some.isEmpty()) {
                part.things.put(thing, some);
            }
        });
        return part;
    }

    /** The objects of both, in their order. */
    List<SchemaObject> thingsOf(SchemaSnapshot other) {
        TreeMap<SchemaObject, Map<String, Aspect>> all = new TreeMap<>(things);
        other.things.forEach(all::putIfAbsent);
        return List.copyOf(all.keySet());
    }

    @Nullable
    Map<String, Aspect> aspects(SchemaObject thing) {
        return things.get(thing);
    }

    /** Whether an object is listed by itself: it has no parent, or its parent is there, or not there, in both. */
    boolean counts(SchemaObject thing, SchemaSnapshot other) {
        return thing.parent() == null || has(thing.parent()) == other.has(thing.parent());
    }

    private boolean has(String object) {
        return things.keySet().stream()
                .anyMatch(thing -> thing.parent() == null && thing.object().equals(object));
    }

    /** What differs between this, the actual one, and an expected one; parts of an object that is missing are not listed. */
    List<Difference> differencesFrom(SchemaSnapshot expected) {
        List<Difference> differences = new ArrayList<>();
        for (SchemaObject thing : thingsOf(expected)) {
            Map<String, Aspect> one = aspects(thing);
            Map<String, Aspect> two = expected.aspects(thing);
            if (one != null && two != null) {
                for (String aspect : differing(thing, expected)) {
                    differences.add(new Difference(
                            thing.object(),
                            thing.kind(),
                            aspect,
                            Aspect.shown(aspect, one.get(aspect), "one value"),
                            Aspect.shown(aspect, two.get(aspect), "another value")));
                }
            } else if (counts(thing, expected)) {
                differences.add(new Difference(
                        thing.object(),
                        thing.kind(),
                        Difference.EXISTENCE,
                        one == null ? null : "there",
                        two == null ? null : "there"));
            }
        }
        return differences;
    }

    /** The aspects in which an object of both differs. */
    List<String> differing(SchemaObject thing, SchemaSnapshot other) {
        Map<String, Aspect> mine = Objects.requireNonNull(aspects(thing));
        Map<String, Aspect> theirs = Objects.requireNonNull(other.aspects(thing));
        boolean unread = isUnread(mine) || isUnread(theirs);
        TreeMap<String, Aspect> all = new TreeMap<>(mine);
        theirs.forEach(all::putIfAbsent);
        return all.keySet().stream()
                .filter(aspect -> !(unread && aspect.startsWith("option")))
                .filter(aspect -> differ(aspect, mine.get(aspect), theirs.get(aspect), other))
                .toList();
    }

    private boolean differ(String aspect, @Nullable Aspect mine, @Nullable Aspect theirs, SchemaSnapshot other) {
        if (mine == null || theirs == null) {
            // A sequence that belongs to a column has the owner of the table, which is compared.
            return !aspect.equals(Difference.COLUMN_ORDER) && !aspect.equals(OWNER);
        }
        String one = mine.value();
        String two = theirs.value();
        boolean bothUsual = aspect.equals(OWNER) && usualOwners.contains(one) && other.usualOwners.contains(two);
        // Where columns are added or missing, each of them is a difference of its own, and their order is none.
        boolean otherColumns = aspect.equals(Difference.COLUMN_ORDER)
                && !Set.copyOf(List.of(one.split(", "))).equals(Set.copyOf(List.of(two.split(", "))));
        return !one.equals(two) && !bothUsual && !otherColumns;
    }

    private static boolean isUnread(Map<String, Aspect> aspects) {
        Aspect options = aspects.get(OPTIONS);
        return options != null && options.value().equals(Aspect.NOT_READABLE);
    }

    /** What could not be read, and so is not compared. */
    List<String> notes() {
        return things.entrySet().stream()
                .filter(each -> isUnread(each.getValue()))
                .map(each -> "The options of the " + each.getKey().kind() + " "
                        + each.getKey().object() + " are not readable by the role: they are not compared.")
                .toList();
    }
}
