package dev.migrationcontrol.status;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.schema.SchemaComparison;
import dev.migrationcontrol.schema.SchemaDifferences;
import dev.migrationcontrol.script.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares two environments. */
@ApplicationScoped
class EnvironmentComparisons {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_OBJECTS = 1_000;
    private static final Comparator<Key> NEWEST_FIRST = Comparator.comparing(
                    Key::version, Comparator.nullsFirst(Comparator.<Version>reverseOrder()))
            .thenComparing(Key::name);

    private final Migrations migrations;
    private final SchemaComparison schemas;

    EnvironmentComparisons(Migrations migrations, SchemaComparison schemas) {
        this.migrations = migrations;
        this.schemas = schemas;
    }

    private record Key(@Nullable Version version, String name) {
        static Key of(MigrationEntry entry) {
            return entry.version() == null ? new Key(null, entry.description()) : new Key(entry.version(), "");
        }
    }

    /**
     * What differs. Blocks.
     *
     * @throws dev.migrationcontrol.problem.Refusal when one of them cannot be read
     */
    EnvironmentComparison compare(Environment left, Environment right, boolean withObjects) {
        List<EnvironmentComparison.Row> rows = rows(entries(left), entries(right));
        List<EnvironmentComparison.Row> differing =
                rows.stream().filter(EnvironmentComparison.Row::differs).toList();
        SchemaDifferences objects = withObjects ? objects(left, right) : null;
        return new EnvironmentComparison(
                left.name(),
                right.name(),
                differing,
                rows.size() - differing.size(),
                objects == null
                        ? null
                        : objects.list().stream().limit(MOST_OBJECTS).toList(),
                objects == null ? null : objects.list().size(),
                objects == null ? List.of() : objects.notes());
    }

    private List<MigrationEntry> entries(Environment environment) {
        return migrations.of(environment).await().atMost(PATIENCE);
    }

    private static List<EnvironmentComparison.Row> rows(List<MigrationEntry> left, List<MigrationEntry> right) {
        Map<Key, MigrationEntry> one = byKey(left);
        Map<Key, MigrationEntry> two = byKey(right);
        Map<Key, MigrationEntry> both = new TreeMap<>(NEWEST_FIRST);
        both.putAll(two);
        both.putAll(one);
        List<EnvironmentComparison.Row> rows = new ArrayList<>();
        both.forEach((key, entry) -> rows.add(new EnvironmentComparison.Row(
                entry.version(), entry.description(), side(one.get(key)), side(two.get(key)))));
        return rows;
    }

    private static Map<Key, MigrationEntry> byKey(List<MigrationEntry> entries) {
        Map<Key, MigrationEntry> found = new TreeMap<>(NEWEST_FIRST);
        entries.forEach(each -> found.put(Key.of(each), each));
        return found;
    }

    private static EnvironmentComparison.@Nullable Side side(@Nullable MigrationEntry entry) {
        return entry == null ? null : EnvironmentComparison.Side.of(entry);
    }

    private SchemaDifferences objects(Environment left, Environment right) {
        List<String> histories = Stream.of(left, right)
                .map(Environment::policy)
                .map((Function<Policy, String>) each -> each.defaultSchema() + "." + each.historyTable())
                .distinct()
                .toList();
        try {
            return schemas.compareObjects(
                    left.statusDatabase(), right.statusDatabase(), new ComparisonScope(histories, List.of()));
        } catch (SQLException e) {
            throw new SchemasUnreadable(left.name(), right.name(), String.valueOf(e.getMessage()));
        }
    }
}
