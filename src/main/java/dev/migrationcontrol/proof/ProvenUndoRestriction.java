package dev.migrationcontrol.proof;

import dev.migrationcontrol.access.Change;
import dev.migrationcontrol.access.Obstacle;
import dev.migrationcontrol.access.Restriction;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.planner.UpgradePlanner;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.ScriptCatalog;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Refuses upgrades of migrations whose undo is not proven, where the policy requires it. */
@Singleton
final class ProvenUndoRestriction implements Restriction {
    private static final String SLUG = "undo-not-proven";
    private static final String TITLE = "An undo script is not proven";
    private static final int MOST = 100;

    private final Environments environments;
    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final ProvenUndo rule;
    private final UndoProver prover;

    ProvenUndoRestriction(
            Environments environments, ScriptCatalog catalog, Preflight preflight, ProvenUndo rule, UndoProver prover) {
        this.environments = environments;
        this.catalog = catalog;
        this.preflight = preflight;
        this.rule = rule;
        this.prover = prover;
    }

    @Override
    public List<Obstacle> against(Change change) {
        if (change.verb() != Verb.UPGRADE || change.breaksGlass()) {
            return List.of();
        }
        Environment environment = environments.require(change.environment());
        return environment.policy().review().provenUndoRequired() ? against(change, environment) : List.of();
    }

    private List<Obstacle> against(Change change, Environment environment) {
        ResolvedScripts scripts = catalog.readFresh(environment);
        History history = preflight.requireReadable(environment);
        PlanResult planning = UpgradePlanner.plan(
                history,
                scripts.scripts(),
                RequestFields.version("targetVersion", change.text("targetVersion")),
                Objects.requireNonNullElse(
                        change.flag("outOfOrder"), environment.policy().outOfOrder()));
        if (!(planning instanceof PlanResult.Ready ready)) {
            return List.of();
        }
        try {
            List<UndoProof> unproven = rule.unproven(
                    new UndoQuestion(environment, scripts, history, ready.runs(), null, null),
                    prover.serverVersion(environment));
            return unproven.isEmpty() ? List.of() : List.of(obstacle(environment.name(), unproven));
        } catch (SQLException e) {
            return List.of(new Obstacle(
                    "environment-unreachable",
                    503,
                    "The database of the environment cannot be reached",
                    "'" + environment.name() + "' cannot be reached: " + e.getMessage(),
                    Map.of()));
        }
    }

    private static Obstacle obstacle(String environment, List<UndoProof> unproven) {
        List<Map<String, Object>> undos = unproven.stream()
                .limit(MOST)
                .map(each -> Map.<String, Object>of(
                        "version",
                        each.version(),
                        "undo",
                        String.valueOf(each.undo()),
                        "verdict",
                        each.verdict().name()))
                .toList();
        return new Obstacle(SLUG, 409, TITLE, ProvenUndo.detail(environment, unproven), Map.of("undos", undos));
    }
}
