package dev.migrationcontrol.audit;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.source.tree.SourceArchive;
import dev.migrationcontrol.trial.TrialNotAllowed;
import dev.migrationcontrol.trial.TrialRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accepts audits of source trees, and finds their reports. */
@ApplicationScoped
class TreeAudits {
    private final SourceTreeRoots roots;
    private final Environments environments;
    private final Operations operations;
    private final TreeAuditStore store;
    private final TreeAuditConfig config;
    private final TrialRun trials;
    private final Access access;

    TreeAudits(
            SourceTreeRoots roots,
            Environments environments,
            Operations operations,
            TreeAuditStore store,
            TreeAuditConfig config,
            TrialRun trials,
            Access access) {
        this.roots = roots;
        this.environments = environments;
        this.operations = operations;
        this.store = store;
        this.config = config;
        this.trials = trials;
        this.access = access;
    }

    /**
     * Accepts the audit of a directory. Blocks.
     *
     * @throws dev.migrationcontrol.problem.Refusal one of those that the API documents
     */
    Operation audit(TreeAuditRequest request, @Nullable IdempotencyKey key) {
        String directory = request.directory();
        if (directory == null || directory.isBlank()) {
            throw new InvalidRequest("directory", "must be a path below a configured root; \".\" is the root itself");
        }
        roots.require(directory);
        List<String> names = request.environments() == null ? List.of() : request.environments();
        return accept(
                new AcceptedTreeAudit(directory, null, null, names, request.scratchEnvironment()),
                request.reason(),
                key);
    }

    /** Refuses an archive before it is received, for what is asked of it. Blocks. */
    void requireUploadable(TreeAuditRequest request) {
        List<String> names = request.environments() == null ? List.of() : request.environments();
        names.forEach(this::requireAuditable);
        requireUploadScratch(request.scratchEnvironment());
        requireScratch(request.scratchEnvironment());
    }

    /** Accepts the audit of an uploaded archive that {@link #requireUploadable} let pass. Blocks. */
    Operation audit(Path archive, SourceArchive.Kind kind, TreeAuditRequest request, @Nullable IdempotencyKey key) {
        List<String> names = request.environments() == null ? List.of() : request.environments();
        String digest = UploadDigest.of(archive);
        store.storeUpload(digest, archive);
        return accept(
                new AcceptedTreeAudit(null, digest, kind, names, request.scratchEnvironment()), request.reason(), key);
    }

    private Operation accept(AcceptedTreeAudit audit, @Nullable String reason, @Nullable IdempotencyKey key) {
        audit.environments().forEach(this::requireAuditable);
        requireScratch(audit.scratchEnvironment());
        return operations.accept(
                new Operations.Submission(TreeAuditHandler.TYPE, null, reason, audit, key), () -> false);
    }

    private void requireUploadScratch(@Nullable String name) {
        if (name != null
                && environments.find(name).isPresent()
                && !config.uploadScratchEnvironments().orElse(List.of()).contains(name)) {
            throw TrialNotAllowed.notForUploads(name);
        }
    }

    private void requireAuditable(String name) {
        access.require(Verb.AUDIT, name);
        environments.require(name);
    }

    private void requireScratch(@Nullable String name) {
        if (name != null) {
            access.require(Verb.AUDIT, name);
            Environment environment = environments.require(name);
            if (!config.scratchEnvironments().orElse(List.of()).contains(name)) {
                throw TrialNotAllowed.notConfigured(name);
            }
            trials.obstacle(environment).ifPresent(rights -> {
                throw TrialNotAllowed.rights(name, rights);
            });
        }
    }

    /**
     * The report of an audit. Blocks.
     *
     * @throws UnknownTreeAudit when there is no such audit
     * @throws TreeAuditNotReady when it has no report
     */
    TreeAuditStore.Stored require(UUID id) {
        Operation operation = operations
                .findVisible(id)
                .filter(found -> found.type().equals(TreeAuditHandler.TYPE))
                .orElseThrow(() -> new UnknownTreeAudit(id));
        return store.find(id).orElseThrow(() -> new TreeAuditNotReady(id, operation.state()));
    }
}
