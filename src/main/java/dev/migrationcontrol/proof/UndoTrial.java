package dev.migrationcontrol.proof;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunListener;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.execution.Failures;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.rehearsal.Rehearsal;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.schema.HeldObject;
import dev.migrationcontrol.schema.OpenComparison;
import dev.migrationcontrol.schema.SchemaComparison;
import dev.migrationcontrol.schema.SchemaDifferences;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScriptReplay;
import dev.migrationcontrol.script.Script;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One migration, its undo, and the migration once more, on a copy of the database before it. The copy is compared with what
 * it was made of, and in the end with that after the same migration.
 */
final class UndoTrial {
    private static final int MOST_TAKEN = 200;

    /** What it runs with. */
    record Tools(
            ScriptReplay replay,
            ScriptReplay.Order order,
            SchemaComparison comparison,
            ComparisonScope hidden,
            Rehearsal.Server server) {}

    /** The migration itself did not run, so nothing can be measured here or later. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private final Tools tools;
    private final UndoLink link;
    private final Script undo;
    private final ScratchDatabase main;
    private final ScratchDatabase copy;
    private List<HeldObject> takesAway = List.of();

    UndoTrial(Tools tools, UndoLink link, ScratchDatabase main, ScratchDatabase copy) {
        this.tools = tools;
        this.link = link;
        this.undo = Objects.requireNonNull(link.undo());
        this.main = main;
        this.copy = copy;
    }

    /**
     * Measures it, and leaves the migration applied on the main database. Blocks.
     *
     * @throws Broken when the migration does not run
     * @throws RunFailure when no script is to blame
     */
    UndoProof run() throws Broken, RunFailure, SQLException {
        RunFailure failure = upAndDown();
        if (failure != null) {
            up(main);
            return failed(failure);
        }
        try (OpenComparison both = tools.comparison().between(copy.database(), main.database(), tools.hidden())) {
            SchemaDifferences differences = both.compare(SchemaComparison.Rows.SAME_CONTENT);
            up(main);
            return judged(differences, again(both));
        }
    }

    private @Nullable RunFailure upAndDown() throws Broken, RunFailure {
        up(copy);
        try {
            tools.replay().inSession(copy, tools.order(), session -> {
                List<HeldObject> before = held(session);
                session.run(ScriptRun.down(undo, row(session)), RunListener.NONE);
                takesAway = HeldObject.gone(before, held(session)).stream()
                        .limit(MOST_TAKEN)
                        .toList();
                return true;
            });
            return null;
        } catch (RunFailure e) {
            ScriptBlame.require(e);
            return e;
        }
    }

    private static List<HeldObject> held(MigrationSession session) throws RunFailure {
        return session.transact((connection, history) -> HeldObject.all(connection));
    }

    private static HistoryRow row(MigrationSession session) {
        List<HistoryRow> rows = session.history().rows();
        return rows.get(rows.size() - 1);
    }

    private void up(ScratchDatabase on) throws Broken, RunFailure {
        try {
            runUp(on);
        } catch (RunFailure e) {
            ScriptBlame.require(e);
            throw new Broken(ScriptBlame.broken(link.script(), e));
        }
    }

    private void runUp(ScratchDatabase on) throws RunFailure {
        int millis = tools.replay().inSession(on, tools.order(), session -> {
            session.createHistory();
            return session.run(ScriptRun.up(link.script()), RunListener.NONE);
        });
        assert millis >= 0;
    }

    private UndoProof.Again again(OpenComparison both) throws RunFailure, SQLException {
        try {
            runUp(copy);
        } catch (RunFailure e) {
            ScriptBlame.require(e);
            return new UndoProof.Again(
                    UndoVerdict.DOES_NOT_RUN,
                    List.of(),
                    Failures.of(e, link.script().name()));
        }
        SchemaDifferences differences = both.compare(SchemaComparison.Rows.SAME_NUMBER);
        return new UndoProof.Again(ProofDifferences.verdict(differences), ProofDifferences.shown(differences), null);
    }

    private UndoProof failed(RunFailure failure) {
        if (ScriptBlame.isTimeout(failure)) {
            return link.unmeasured(
                    UndoVerdict.NOT_TRIED,
                    undo.name() + " took longer than the policy's statement-timeout, so it was ended.");
        }
        return proof(
                UndoVerdict.DOES_NOT_RUN,
                SchemaDifferences.NONE,
                Failures.of(failure, undo.name()).shortened(1_000),
                null,
                null);
    }

    private UndoProof judged(SchemaDifferences differences, UndoProof.Again again) {
        UndoVerdict verdict = ProofDifferences.verdict(differences);
        if (!verdict.isProven() || again.verdict().isProven()) {
            return proof(verdict, differences, null, again, null);
        }
        String reason = again.verdict() == UndoVerdict.DOES_NOT_RUN
                ? "After the undo, the schema is what it was before, but the migration does not run again."
                : "After the undo, the schema is what it was before, but the migration does not make the same again.";
        return proof(UndoVerdict.DIFFERENT, differences, null, again, reason);
    }

    private UndoProof proof(
            UndoVerdict verdict,
            SchemaDifferences differences,
            @Nullable Failure failure,
            UndoProof.@Nullable Again again,
            @Nullable String reason) {
        return new UndoProof(
                link.script().requireVersion().toString(),
                link.script().name(),
                undo.name(),
                verdict,
                ProofDifferences.shown(differences),
                ProofDifferences.leftOut(differences),
                failure,
                again,
                takesAway,
                reason,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                tools.server(),
                false);
    }
}
