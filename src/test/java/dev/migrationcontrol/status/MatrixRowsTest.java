package dev.migrationcontrol.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.planner.MigrationState;
import dev.migrationcontrol.script.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixRowsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

    private static MatrixRows.Known known(String name, List<MigrationEntry> entries, StatusProblem... problems) {
        EnvironmentStatus status = new EnvironmentStatus(
                name,
                NOW,
                StatusState.PENDING,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(problems),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                Duration.ZERO);
        return new MatrixRows.Known(status, false, entries);
    }

    private static MigrationEntry entry(String version, MigrationState state) {
        return new MigrationEntry(
                version.isEmpty() ? null : Version.of(version),
                "d" + version,
                "SQL",
                "V" + version + "__d.sql",
                state,
                1,
                state.isApplied() ? NOW : null,
                null,
                null,
                null,
                null,
                null);
    }

    private static List<MigrationEntry> applied(int count) {
        List<MigrationEntry> entries = new ArrayList<>();
        for (int version = 1; version <= count; version++) {
            entries.add(entry(Integer.toString(version), MigrationState.SUCCESS));
        }
        return entries;
    }

    @Test
    void repeatablesComeFirstThenTheNewestVersion() {
        List<Matrix.Row> rows = MatrixRows.of(List.of(known(
                "test",
                List.of(
                        entry("2", MigrationState.SUCCESS),
                        entry("10", MigrationState.PENDING),
                        entry("", MigrationState.OUTDATED)))));
        assertThat(rows).extracting(each -> String.valueOf(each.version())).containsExactly("null", "10", "2");
    }

    @Test
    void whatOneEnvironmentHasNotIsAnEmptyCellThereAndAProblemIsInItsCell() {
        List<Matrix.Row> rows = MatrixRows.of(List.of(
                known("a", List.of(entry("1", MigrationState.SUCCESS))),
                known(
                        "b",
                        List.of(entry("2", MigrationState.SUCCESS)),
                        new StatusProblem(StatusProblem.Kind.CHECKSUM_MISMATCH, "2", "V2__d.sql", "changed"))));
        assertThat(rows.get(0).cells())
                .containsExactly(
                        Matrix.Cell.NOTHING,
                        new Matrix.Cell(MigrationState.SUCCESS, NOW, StatusProblem.Kind.CHECKSUM_MISMATCH));
        assertThat(rows.get(1).cells().get(1)).isEqualTo(Matrix.Cell.NOTHING);
    }

    @Test
    void whatIsTheSameEverywhereIsLeftOutButForTheNewestOnes() {
        List<MatrixRows.Known> environments =
                List.of(known("a", applied(1_000)), known("b", applied(1_000)), known("gone", null));
        MatrixRows.Folded folded = MatrixRows.fold(MatrixRows.of(environments), environments);
        assertThat(folded.shown()).hasSize(6);
        assertThat(folded.fold()).isEqualTo(new Matrix.Fold(994, Version.of("1"), Version.of("994")));
    }

    @Test
    void whatDiffersIsShownHoweverOldItIs() {
        List<MigrationEntry> other = applied(100);
        other.set(2, entry("3", MigrationState.MISSING_SUCCESS));
        List<MatrixRows.Known> environments = List.of(known("a", applied(100)), known("b", other));
        MatrixRows.Folded folded = MatrixRows.fold(MatrixRows.of(environments), environments);
        assertThat(folded.shown()).hasSize(7);
        assertThat(folded.shown().get(6).version()).isEqualTo(Version.of("3"));
    }

    @Test
    void whatASpreadsheetWouldComputeIsText() {
        MigrationEntry entry = new MigrationEntry(
                Version.of("1"),
                "=1+1, \"x\"",
                "SQL",
                "V1__x.sql",
                MigrationState.SUCCESS,
                1,
                NOW,
                null,
                null,
                null,
                null,
                null);
        assertThat(MatrixCsv.of(List.of(known("a", List.of(entry)))))
                .isEqualTo("version,description,script,a\r\n1,\"'=1+1, \"\"x\"\"\",V1__x.sql,SUCCESS\r\n");
    }
}
