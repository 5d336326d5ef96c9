package dev.migrationcontrol.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.audit.database.Auditing;
import dev.migrationcontrol.conversion.migration.PublicTree;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.rehearsal.RehearsalServersUnderTest;
import dev.migrationcontrol.schema.ComparisonUnderTest;
import dev.migrationcontrol.schema.GrowingTree;
import dev.migrationcontrol.schema.Pair;
import dev.migrationcontrol.scratch.TestReplay;
import dev.migrationcontrol.script.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Public trees next to the repository: nobody touched their databases, so none has drifted, at any version. The list is that of
 * {@link dev.migrationcontrol.conversion.migration.PublicTreesTest}.
 */
@EnabledIfSystemProperty(named = "trees", matches = ".+")
class PublicTreeDriftTest {
    private final DriftInspection inspection = new DriftInspection(
            RehearsalServersUnderTest.own(),
            TestReplay.replayed(Pair.scratches()),
            ComparisonUnderTest.create(),
            ComparisonUnderTest.closingScripts(),
            new DriftScopes(new DatabaseConnections(), Auditing.audits(Duration.ofSeconds(30))),
            new DriftOrigins(ComparisonUnderTest.create(), new DatabaseConnections()),
            Clock.systemUTC());

    @TempDir
    Path folder;

    static List<String> trees() throws IOException {
        return PublicTree.listed();
    }

    @ParameterizedTest
    @MethodSource("trees")
    void nothingIsReportedAtAnyVersion(String line) throws Exception {
        List<String> reported = new ArrayList<>();
        int checks = 0;
        try (GrowingTree tree = GrowingTree.of(line, folder)) {
            while (!tree.isAtHead()) {
                Script last = tree.next();
                if (tree.isDue()) {
                    DriftReport report = check(tree);
                    checks++;
                    if (report.state() != DriftState.NONE) {
                        reported.add(last.name() + " " + report.state() + " " + report.objects() + report.notes());
                    }
                }
            }
            System.out.println(line + ": " + tree.applied() + " scripts, " + checks + " checks of drift, "
                    + reported.size() + " reports");
        }
        assertThat(reported).isEmpty();
    }

    private DriftReport check(GrowingTree tree) throws Exception {
        return inspection.inspect(new DriftInspection.Order(
                tree.environment(),
                tree.scripts(),
                tree.history(),
                List.of(),
                GrowingTree.APPLICATION,
                new StopSignal()));
    }
}
