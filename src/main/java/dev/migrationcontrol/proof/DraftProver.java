package dev.migrationcontrol.proof;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.rehearsal.RehearsalServers;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.schema.SchemaComparison;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScratchDatabases;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.ScriptReplay;
import dev.migrationcontrol.script.Script;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** Tries one undo script that is in no location, as any other is tried. */
@ApplicationScoped
public class DraftProver {
    private final ScratchDatabases scratches;
    private final ScriptReplay replay;
    private final SchemaComparison comparison;

    DraftProver(ScratchDatabases scratches, ScriptReplay replay, SchemaComparison comparison) {
        this.scratches = scratches;
        this.replay = replay;
        this.comparison = comparison;
    }

    /**
     * Tries it. Blocks as long as the scripts run.
     *
     * @param server where that database is
     * @param before a database as it is before the migration, which is applied there in the end
     * @param order with the migration and its undo among its scripts
     * @throws RunFailure when someone asked the work to end, or the server is gone
     */
    public UndoProof prove(
            RehearsalServers.Choice server, ScratchDatabase before, ScriptReplay.Order order, ComparisonScope hidden)
            throws ScratchUnavailable, RunFailure, SQLException {
        Script up = order.scripts().scripts().migrations().get(0);
        Script undo = order.scripts().scripts().undos().get(0);
        UndoLink link = new UndoLink(up, undo, "");
        try (ScratchDatabase copy = scratches.copy(server.environment(), before)) {
            UndoTrial.Tools tools = new UndoTrial.Tools(replay, order, comparison, hidden, server.server());
            return new UndoTrial(tools, link, before, copy).run();
        } catch (UndoTrial.Broken e) {
            return link.unmeasured(UndoVerdict.NOT_TRIED, e.reason());
        }
    }
}
