package dev.migrationcontrol.status;

import dev.migrationcontrol.script.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes rows of what each environment has. Pure. */
final class MatrixRows {
    /** So many of the newest rows are shown whatever they say. */
    private static final int SHOWN = 6;

    private static final Comparator<Matrix.Row> NEWEST_FIRST = Comparator.comparing(
                    Matrix.Row::version, Comparator.nullsFirst(Comparator.<Version>reverseOrder()))
            .thenComparing(Matrix.Row::script);

    private MatrixRows() {}

    /**
     * What is known of one environment.
     *
     * @param migrations null where its history or its scripts cannot be read
     */
    record Known(
            EnvironmentStatus status,
            boolean isProtected,
            @Nullable List<MigrationEntry> migrations) {}

    private record Key(@Nullable Version version, String name) {
        static Key of(MigrationEntry entry) {
            return entry.version() == null ? new Key(null, entry.description()) : new Key(entry.version(), "");
        }
    }

    /** All rows, repeatable ones first, then the newest version first. */
    static List<Matrix.Row> of(List<Known> environments) {
        Map<Key, List<Matrix.Cell>> cells = new HashMap<>();
        Map<Key, MigrationEntry> first = new HashMap<>();
        for (int at = 0; at < environments.size(); at++) {
            Known known = environments.get(at);
            Map<String, StatusProblem.Kind> problems = problems(known.status());
            for (MigrationEntry entry : known.migrations() == null ? List.<MigrationEntry>of() : known.migrations()) {
                Key key = Key.of(entry);
                first.merge(key, entry, MatrixRows::better);
                cells.computeIfAbsent(
                                key,
                                each -> new ArrayList<>(Collections.nCopies(environments.size(), Matrix.Cell.NOTHING)))
                        .set(at, cell(entry, problems));
            }
        }
        return cells.entrySet().stream()
                .map(each -> row(Objects.requireNonNull(first.get(each.getKey())), each.getValue()))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** One with an undo script says more. */
    private static MigrationEntry better(MigrationEntry one, MigrationEntry other) {
        return one.undo() == null && other.undo() != null ? other : one;
    }

    private static Matrix.Row row(MigrationEntry entry, List<Matrix.Cell> cells) {
        return new Matrix.Row(entry.version(), entry.description(), entry.script(), entry.undo(), List.copyOf(cells));
    }

    private static Matrix.Cell cell(MigrationEntry entry, Map<String, StatusProblem.Kind> problems) {
        return new Matrix.Cell(entry.state(), entry.installedAt(), problems.get(entry.script()));
    }

    private static Map<String, StatusProblem.Kind> problems(EnvironmentStatus status) {
        Map<String, StatusProblem.Kind> problems = new HashMap<>();
        for (StatusProblem each : status.problems()) {
            if (each.script() != null) {
                problems.putIfAbsent(each.script(), each.kind());
            }
        }
        return problems;
    }

    /** The rows that say something, and what is left out. */
    record Folded(List<Matrix.Row> shown, Matrix.@Nullable Fold fold) {}

    /** Leaves out what is applied in every environment that answers, but for the newest ones. */
    static Folded fold(List<Matrix.Row> rows, List<Known> environments) {
        List<Matrix.Row> shown = new ArrayList<>();
        List<Matrix.Row> same = new ArrayList<>();
        for (Matrix.Row row : rows) {
            boolean says = shown.size() < SHOWN && same.isEmpty() || differs(row, environments);
            (says ? shown : same).add(row);
        }
        return new Folded(shown, same.isEmpty() ? null : fold(same));
    }

    private static boolean differs(Matrix.Row row, List<Known> environments) {
        for (int at = 0; at < environments.size(); at++) {
            if (environments.get(at).migrations() != null
                    && !row.cells().get(at).sound()) {
                return true;
            }
        }
        return false;
    }

    private static Matrix.Fold fold(List<Matrix.Row> same) {
        List<Version> versions =
                same.stream().flatMap(each -> Stream.ofNullable(each.version())).toList();
        return new Matrix.Fold(
                same.size(),
                versions.isEmpty() ? null : versions.get(versions.size() - 1),
                versions.isEmpty() ? null : versions.get(0));
    }
}
