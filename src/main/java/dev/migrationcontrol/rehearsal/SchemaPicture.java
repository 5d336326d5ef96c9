package dev.migrationcontrol.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that a schema holds, as lines of text that can be compared; one query of the catalogue. */
final class SchemaPicture {
    private static final String QUERY = read("picture.sql");
    private static final String DIGEST = QUERY
            + " SELECT md5(coalesce(string_agg(concat_ws('|', kind, object, aspect, value), E'\\n' ORDER BY kind COLLATE"
            + " \"C\", object COLLATE \"C\", aspect COLLATE \"C\", value COLLATE \"C\"), '')) FROM lines"
            + " WHERE value IS NOT NULL";
    private static final String LINES =
            QUERY + " SELECT kind, object, parent, aspect, value FROM lines WHERE value IS NOT NULL";

    private final Map<Thing, Map<String, String>> things = new TreeMap<>();

    /** An object; several kinds may share a name. */
    private record Thing(
            String object, String kind, @Nullable String parent) implements Comparable<Thing> {
        @Override
        public int compareTo(Thing other) {
            int order = object.compareTo(other.object);
            return order == 0 ? kind.compareTo(other.kind) : order;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Thing thing && object.equals(thing.object) && kind.equals(thing.kind);
        }

        @Override
        public int hashCode() {
            return Objects.hash(object, kind);
        }
    }

    private SchemaPicture() {}

    /** A digest that two schemas share when their pictures are the same; made by the server. */
    static String digest(Connection connection, Hidden hidden) throws SQLException {
        try (PreparedStatement statement = prepare(connection, DIGEST, hidden);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getString(1);
        }
    }

    static SchemaPicture of(Connection connection, Hidden hidden) throws SQLException {
        SchemaPicture picture = new SchemaPicture();
        try (PreparedStatement statement = prepare(connection, LINES, hidden);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                picture.add(result);
            }
        }
        return picture;
    }

    private void add(ResultSet line) throws SQLException {
        Thing thing = new Thing(line.getString("object"), line.getString("kind"), line.getString("parent"));
        things.computeIfAbsent(thing, key -> new TreeMap<>())
                .merge(
                        line.getString("aspect"),
                        Deparsed.settled(line.getString("value")),
                        (one, two) -> one + ", " + two);
    }

    private static PreparedStatement prepare(Connection connection, String sql, Hidden hidden) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setArray(
                1, connection.createArrayOf("text", hidden.relations().toArray()));
        statement.setArray(2, connection.createArrayOf("text", hidden.schemas().toArray()));
        return statement;
    }

    /** What differs between this, the actual one, and an expected one; parts of an object that is missing are not listed. */
    List<Difference> differencesFrom(SchemaPicture expected) {
        List<Difference> differences = new ArrayList<>();
        TreeMap<Thing, Map<String, String>> all = new TreeMap<>(things);
        expected.things.forEach(all::putIfAbsent);
        for (Thing thing : all.keySet()) {
            Map<String, String> actualAspects = things.get(thing);
            Map<String, String> expectedAspects = expected.things.get(thing);
            if (actualAspects != null && expectedAspects != null) {
                compare(thing, actualAspects, expectedAspects, differences);
            } else if (thing.parent() == null || has(thing.parent()) == expected.has(thing.parent())) {
                differences.add(new Difference(
                        thing.object(),
                        thing.kind(),
                        Difference.EXISTENCE,
                        actualAspects == null ? null : "there",
                        expectedAspects == null ? null : "there"));
            }
        }
        return differences;
    }

    private boolean has(String object) {
        return things.keySet().stream()
                .anyMatch(thing -> thing.parent() == null && thing.object().equals(object));
    }

    private static void compare(
            Thing thing, Map<String, String> actual, Map<String, String> expected, List<Difference> differences) {
        TreeMap<String, String> aspects = new TreeMap<>(actual);
        expected.forEach(aspects::putIfAbsent);
        for (String aspect : aspects.keySet()) {
            String one = actual.get(aspect);
            String two = expected.get(aspect);
            if (!Objects.equals(one, two) && !(aspect.equals(Difference.COLUMN_ORDER) && !sameSet(one, two))) {
                differences.add(new Difference(thing.object(), thing.kind(), aspect, one, two));
            }
        }
    }

    /** Where columns are added or missing, each of them is a difference of its own, and their order is none. */
    private static boolean sameSet(@Nullable String one, @Nullable String two) {
        return one != null
                && two != null
                && Set.copyOf(List.of(one.split(", "))).equals(Set.copyOf(List.of(two.split(", "))));
    }

    private static String read(String name) {
        try (InputStream in = SchemaPicture.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
