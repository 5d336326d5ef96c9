package dev.migrationcontrol.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.conversion.migration.PublicTree;
import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.rehearsal.RehearsalServersUnderTest;
import dev.migrationcontrol.schema.ComparisonUnderTest;
import dev.migrationcontrol.schema.GrowingTree;
import dev.migrationcontrol.schema.Pair;
import dev.migrationcontrol.scratch.TestReplay;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.workspace.FoldersUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Public trees next to the repository: at every version the migrations up to there agree with a model, which is the database
 * that was upgraded one script after the other. The list is that of
 * {@link dev.migrationcontrol.conversion.migration.PublicTreesTest}.
 */
@EnabledIfSystemProperty(named = "trees", matches = ".+")
class PublicTreeModelTest {
    private static final Model LIVE = Model.of(null, "live");

    @TempDir
    Path folder;

    @TempDir
    Path sofar;

    static List<String> trees() throws IOException {
        return PublicTree.listed();
    }

    @ParameterizedTest
    @MethodSource("trees")
    void migrationsAgreeWithTheDatabaseAtEveryVersion(String line) throws Exception {
        List<String> reported = new ArrayList<>();
        int checks = 0;
        try (GrowingTree tree = GrowingTree.of(line, folder)) {
            while (!tree.isAtHead()) {
                Script last = tree.next();
                take(last);
                if (tree.isDue()) {
                    ModelCheck check = check(tree.environment());
                    checks++;
                    if (!check.agrees()) {
                        reported.add(last.name() + " " + check.differences());
                    }
                }
            }
            System.out.println(line + ": " + tree.applied() + " scripts, " + checks + " checks of models, "
                    + reported.size() + " reports");
        }
        assertThat(reported).isEmpty();
    }

    private void take(Script script) throws IOException {
        String name = script.name().substring(script.name().lastIndexOf('/') + 1);
        for (String each : List.of(name, name + ".conf")) {
            if (Files.exists(folder.resolve(each))) {
                Files.copy(folder.resolve(each), sofar.resolve(each));
            }
        }
    }

    private ModelCheck check(Environment database) throws Exception {
        Environment live = new Environment("live", database.database(), null, database.variable(), database.policy());
        Environment test = new Environment(
                "test",
                database.database(),
                null,
                database.variable(),
                Policy.defaults(List.of("filesystem:" + sofar)));
        ModelGround ground = new ModelGround(
                RehearsalServersUnderTest.own(),
                TestReplay.replayed(Pair.scratches()),
                Pair.scratches(),
                TestReplay.create(),
                new Environments(List.of(test, live), database.database()),
                FoldersUnderTest.create());
        UndoQuestion question =
                UndoQuestion.ofAll(test, ScriptCatalog.readOnce(test), new History(false, true, List.of(), List.of()));
        return new ModelChecking(ground, ComparisonUnderTest.create())
                .check(
                        new ModelGround.Order(question, LIVE, GrowingTree.APPLICATION, new StopSignal()),
                        ModelScope.ALL);
    }
}
