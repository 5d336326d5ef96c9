package dev.migrationcontrol.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.planner.refusal.PlanResult.Blocked;
import dev.migrationcontrol.planner.refusal.PlanResult.Obstacle;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RollbackPlannerTest {
    private final List<HistoryRow> rows = new ArrayList<>();
    private final List<Script> undos = new ArrayList<>();
    private final List<Script> migrations = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();

    @Test
    void undoesTheNewestFirst() {
        applied("1", "2", "3", "10");
        undo("1", "2", "3", "10");
        assertThat(names(plan(new RollbackTarget.Steps(2)))).containsExactly("U10__x.sql", "U3__x.sql");
        assertThat(names(plan(to("2")))).containsExactly("U10__x.sql", "U3__x.sql");
        assertThat(names(plan(to("10")))).isEmpty();
        assertThat(names(plan(versions("3", "10")))).containsExactly("U10__x.sql", "U3__x.sql");
    }

    @Test
    void takesVersionZeroForEverything() {
        applied("1", "2");
        undo("1", "2");
        assertThat(names(plan(to("0")))).containsExactly("U2__x.sql", "U1__x.sql");
    }

    @Test
    void doesNotUndoTwice() {
        applied("1", "2");
        row("2", "DELETE", true);
        undo("1", "2");
        assertThat(names(plan(new RollbackTarget.Steps(1)))).containsExactly("U1__x.sql");
        assertThat(blocked(plan(to("2")), Obstacle.UNKNOWN_TARGET)).containsExactly("1");
        applied("2");
        assertThat(names(plan(to("1")))).containsExactly("U2__x.sql");
    }

    @Test
    void namesEveryMissingUndo() {
        applied("1", "2", "3", "4");
        undo("3");
        assertThat(blocked(plan(to("1")), Obstacle.UNDO_MISSING)).containsExactly("2", "4");
    }

    @Test
    void undoesWhatWasAppliedOutOfOrderByRank() {
        applied("1", "3", "2");
        undo("1", "2", "3");
        assertThat(names(plan(new RollbackTarget.Steps(1)))).containsExactly("U2__x.sql");
        assertThat(names(plan(new RollbackTarget.Steps(2)))).containsExactly("U2__x.sql", "U3__x.sql");
        assertThat(names(plan(to("0")))).containsExactly("U2__x.sql", "U3__x.sql", "U1__x.sql");
        assertThat(names(plan(to("1")))).containsExactly("U2__x.sql", "U3__x.sql");
        assertThat(names(plan(to("2")))).containsExactly("U3__x.sql");
        assertThat(names(plan(to("3")))).isEmpty();
        assertThat(names(plan(versions("2")))).containsExactly("U2__x.sql");
        assertThat(names(plan(versions("3")))).containsExactly("U3__x.sql");
        assertThat(blocked(plan(versions("1", "3")), Obstacle.HISTORY_NOT_LINEAR))
                .containsExactly("2");
        applied("4");
        undo("4");
        assertThat(names(plan(new RollbackTarget.Steps(1)))).containsExactly("U4__x.sql");
    }

    @Test
    void keepsALateVersionThatUsesWhatWouldGo() {
        applied("1", "3", "2");
        undo("1", "2", "3");
        texts.put("U3__x.sql", "DROP TABLE orders;");
        migration("2", "ALTER TABLE orders ADD total int;");
        assertThat(blocked(plan(to("2")), Obstacle.HISTORY_NOT_LINEAR)).containsExactly("2");
        assertThat(names(plan(to("1")))).containsExactly("U2__x.sql", "U3__x.sql");
    }

    @Test
    void undoesAVersionThatWasUndoneAndAppliedAgainByItsLatestRun() {
        applied("1", "2", "3");
        undone("3");
        undone("2");
        applied("3", "2");
        undo("1", "2", "3");
        assertThat(names(plan(new RollbackTarget.Steps(2)))).containsExactly("U2__x.sql", "U3__x.sql");
        assertThat(remarks(plan(to("0")))).isEmpty();
    }

    @Test
    void saysWhatStaysOfVersionsThatARepairMarkedAsDeleted() {
        applied("1", "2", "3", "4", "5");
        row("4", "DELETE", true);
        row("5", "DELETE", true);
        undo("1", "2", "3");
        assertThat(names(plan(to("3")))).isEmpty();
        assertThat(remarks(plan(to("3"))))
                .hasSize(2)
                .anySatisfy(each -> assertThat(each).contains("Version 4").contains("V4__x.sql"));
        assertThat(remarks(plan(new RollbackTarget.Steps(1)))).hasSize(2);
        assertThat(((PlanResult.Ready) plan(to("3"))).isNothing()).isFalse();
        assertThat(((Blocked) plan(versions("4"))).detail()).contains("still in the schema");
        applied("6");
        undo("6");
        assertThat(remarks(plan(to("6")))).isEmpty();
        assertThat(remarks(plan(new RollbackTarget.Steps(1)))).hasSize(2);
    }

    @Test
    void saysNothingOfAVersionThatCameBackAfterTheRepair() {
        applied("1", "2");
        row("2", "DELETE", true);
        applied("2");
        undone("2");
        undo("1", "2");
        assertThat(remarks(plan(to("1")))).isEmpty();
    }

    @Test
    void refusesAnUndoThatDoesNothingWhereTheMigrationChangesTheSchema() {
        applied("1", "2");
        undo("1", "2");
        migration("2", "CREATE TABLE a ();");
        texts.put("U2__x.sql", "/* later */ BEGIN; COMMIT;");
        assertThat(blocked(plan(new RollbackTarget.Steps(1)), Obstacle.UNDO_EMPTY))
                .containsExactly("2");
        texts.put("U2__x.sql", ScriptEffect.BY_DESIGN + ", the table stays\n");
        assertThat(names(plan(new RollbackTarget.Steps(1)))).containsExactly("U2__x.sql");
        texts.put("U2__x.sql", "");
        texts.put("V2__x.sql", "UPDATE b SET c = 1;");
        assertThat(names(plan(new RollbackTarget.Steps(1)))).containsExactly("U2__x.sql");
        texts.put("U1__x.sql", "");
        assertThat(blocked(plan(to("0")), Obstacle.UNDO_EMPTY))
                .as("V1 is not there to say")
                .containsExactly("1");
    }

    @Test
    void refusesVersionsThatAreNotOnTop() {
        applied("1", "2", "3");
        undo("1", "2", "3");
        assertThat(blocked(plan(versions("1", "2")), Obstacle.HISTORY_NOT_LINEAR))
                .containsExactly("3");
        assertThat(blocked(plan(versions("2", "9")), Obstacle.UNKNOWN_TARGET)).containsExactly("9");
    }

    @Test
    void goesBackToABaselineAtTheMost() {
        row("2", "BASELINE", true);
        applied("3");
        undo("2", "3");
        assertThat(names(plan(to("2")))).containsExactly("U3__x.sql");
        assertThat(blocked(plan(to("0")), Obstacle.BASELINE_IN_THE_WAY)).containsExactly("2");
        assertThat(blocked(plan(new RollbackTarget.Steps(2)), Obstacle.BASELINE_IN_THE_WAY))
                .containsExactly("2");
    }

    @Test
    void refusesMoreStepsThanThereAre() {
        applied("1", "2");
        undo("1", "2");
        assertThat(blocked(plan(new RollbackTarget.Steps(3)), Obstacle.TOO_FEW_APPLIED))
                .containsExactly("1", "2");
    }

    @Test
    void refusesAVersionThatIsNotApplied() {
        applied("1");
        assertThat(blocked(plan(to("1.5")), Obstacle.UNKNOWN_TARGET)).containsExactly("1");
    }

    @Test
    void refusesAHistoryWithFailedOrUnreadableRows() {
        applied("1", "2");
        undo("1", "2");
        row("3", "SQL", false);
        row("4", "UNDO_SQL", true);
        assertThat(blocked(plan(to("1")), Obstacle.HISTORY_DIVERGED)).containsExactly("3", "4");
    }

    @Test
    void refusesToTakeAwayWhatALaterRepeatableUses() {
        applied("1", "2");
        undo("1", "2");
        texts.put("U2__x.sql", "ALTER TABLE users DROP COLUMN email;");
        repeatable("mails", "CREATE OR REPLACE VIEW mails AS SELECT email FROM users;");
        assertThat(blocked(plan(to("1")), Obstacle.REPEATABLE_DEPENDS)).containsExactly("2");
        texts.put("R__mails.sql", "CREATE OR REPLACE VIEW mails AS SELECT name FROM users; -- not email");
        assertThat(names(plan(to("1")))).containsExactly("U2__x.sql");
    }

    @Test
    void letsARepeatableGoThatRanBefore() {
        applied("1");
        repeatable("mails", "SELECT email FROM users;");
        applied("2");
        undo("2");
        texts.put("U2__x.sql", "DROP TABLE users;");
        assertThat(names(plan(to("1")))).containsExactly("U2__x.sql");
    }

    private PlanResult plan(RollbackTarget target) {
        Scripts scripts = new Scripts(migrations, undos, List.of(), List.of(), List.of(), "");
        return RollbackPlanner.plan(
                new History(true, false, List.of(), rows),
                scripts,
                target,
                script -> texts.getOrDefault(script.name(), "DROP TABLE " + script.description()));
    }

    private void applied(String... versions) {
        for (String version : versions) {
            row(version, "SQL", true);
        }
    }

    private void row(@Nullable String version, String type, boolean success) {
        add(version == null ? null : Version.of(version), "x", type, "V" + version + "__x.sql", success);
    }

    private void repeatable(String description, String text) {
        String name = "R__" + description + ".sql";
        migrations.add(new Script(Script.Kind.REPEATABLE, null, description, name, "SQL", 1, 1, true));
        texts.put(name, text);
        add(null, description, "SQL", name, true);
    }

    private void add(@Nullable Version version, String description, String type, String script, boolean success) {
        rows.add(new HistoryRow(
                rows.size() + 1, version, description, type, script, 1, "someone", null, Duration.ZERO, success));
    }

    private void undone(String version) {
        add(Version.of(version), "x", "DELETE", "U" + version + "__x.sql", true);
    }

    private void migration(String version, String text) {
        String name = "V" + version + "__x.sql";
        migrations.add(new Script(Script.Kind.VERSIONED, Version.of(version), "x", name, "SQL", 1, null, true));
        texts.put(name, text);
    }

    private void undo(String... versions) {
        for (String version : versions) {
            String name = "U" + version + "__x.sql";
            undos.add(new Script(Script.Kind.UNDO, Version.of(version), "x", name, "SQL", 1, null, true));
        }
    }

    private static RollbackTarget to(String version) {
        return new RollbackTarget.ToVersion(Version.of(version));
    }

    private static RollbackTarget versions(String... versions) {
        return new RollbackTarget.Versions(
                List.of(versions).stream().map(Version::of).toList());
    }

    private static List<String> names(PlanResult planning) {
        assertThat(planning).isInstanceOf(PlanResult.Ready.class);
        return ((PlanResult.Ready) planning)
                .runs().stream().map(run -> run.script().name()).toList();
    }

    private static List<String> remarks(PlanResult planning) {
        assertThat(planning).isInstanceOf(PlanResult.Ready.class);
        return ((PlanResult.Ready) planning).remarks();
    }

    private static List<String> blocked(PlanResult planning, Obstacle obstacle) {
        assertThat(planning).isInstanceOf(Blocked.class);
        assertThat(((Blocked) planning).obstacle()).isEqualTo(obstacle);
        return ((Blocked) planning).versions();
    }
}
