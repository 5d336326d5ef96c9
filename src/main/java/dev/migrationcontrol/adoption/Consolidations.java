package dev.migrationcontrol.adoption;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.preflight.ConfirmationRequired;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.script.ScriptCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Accepts consolidations. */
@ApplicationScoped
class Consolidations {
    private final Environments environments;
    private final Preflight preflight;
    private final Operations operations;
    private final AdoptionState standing;
    private final Sources sources;

    Consolidations(
            Environments environments,
            Preflight preflight,
            Operations operations,
            AdoptionState standing,
            Sources sources) {
        this.environments = environments;
        this.preflight = preflight;
        this.operations = operations;
        this.standing = standing;
        this.sources = sources;
    }

    /** What the scripts and their manifest are read from. */
    @ApplicationScoped
    static class Sources {
        private final ScriptCatalog catalog;
        private final ManifestSource manifests;

        Sources(ScriptCatalog catalog, ManifestSource manifests) {
            this.catalog = catalog;
            this.manifests = manifests;
        }

        /** The request with the manifest that is next to the scripts, where it brings none. */
        ConsolidationRequest complete(Environment environment, ConsolidationRequest request) {
            catalog.readFresh(environment);
            return manifests
                    .find(environment, request.manifest())
                    .map(request::with)
                    .orElse(request);
        }
    }

    /**
     * Accepts a step, or refuses it when it cannot be taken now. Blocks.
     *
     * @param key null when the request has none
     * @throws dev.migrationcontrol.problem.Refusal one of those that the API documents
     */
    Operation consolidate(String name, ConsolidationRequest request, @Nullable IdempotencyKey key) {
        ConsolidationMode mode = request.requireMode();
        Environment environment = environments.require(name);
        if (mode != ConsolidationMode.PLAN) {
            ConfirmationRequired.check(environment, request.confirm());
        }
        boolean reads = mode == ConsolidationMode.ADOPT || mode == ConsolidationMode.PLAN;
        ConsolidationRequest accepted = reads ? sources.complete(environment, request) : request;
        return operations.accept(
                new Operations.Submission(ConsolidationHandler.TYPE, name, request.reason(), accepted, key), () -> {
                    requirePossible(environment, accepted);
                    return false;
                });
    }

    private void requirePossible(Environment environment, ConsolidationRequest request) {
        ConsolidationMode mode = request.requireMode();
        History history = preflight.requireChangeable(environment);
        AdoptionRecord record = record(environment);
        Obstacle obstacle = obstacle(mode, record, history);
        if (obstacle != null) {
            throw new ConsolidationRefused(obstacle);
        }
        boolean needsManifest = mode == ConsolidationMode.ADOPT || (mode == ConsolidationMode.PLAN && record == null);
        if (needsManifest && request.manifest() == null) {
            throw ManifestUnusable.missing(environment.name());
        }
    }

    private static @Nullable Obstacle obstacle(
            ConsolidationMode mode, @Nullable AdoptionRecord record, History history) {
        Stage stage = record == null ? Stage.NONE : record.stage();
        int rows = history.rows().size();
        return switch (mode) {
            case PLAN -> record == null ? Obstacle.ofAdoption(stage, rows > 0) : null;
            case ADOPT -> Obstacle.ofAdoption(stage, rows > 0);
            case RETIRE -> Obstacle.ofRetirement(stage);
            case UNDO -> Obstacle.ofUndo(record, history.rows());
        };
    }

    private @Nullable AdoptionRecord record(Environment environment) {
        try {
            return standing.find(environment, "migration-control/consolidation").orElse(null);
        } catch (SQLException e) {
            throw new ConsolidationRefused(new Obstacle(
                    "archive-unreadable",
                    "The record of the consolidation cannot be read",
                    "What this service keeps of old systems in " + ArchiveStore.SCHEMA + " cannot be read: "
                            + e.getMessage()));
        }
    }
}
