package dev.migrationcontrol.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.datacheck.DataCheck;
import dev.migrationcontrol.loss.Loss;
import dev.migrationcontrol.proof.UndoVerdict;
import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rehearsal.Rehearsal;
import dev.migrationcontrol.rehearsal.StatementMeasurement;
import dev.migrationcontrol.rule.ScriptFinding;
import dev.migrationcontrol.schema.Difference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What would be done to an environment, as it was read from it. */
@Schema(description = "What would be done to an environment: which scripts would run, statement by statement.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Plan(
        @Schema(description = "Identifies the plan.", examples = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
        UUID id,

        @Schema(description = "The environment.", examples = "production")
        String environment,

        @Schema(description = "What it would do.", examples = "UPGRADE")
        PlanType type,

        @Schema(description = "What was planned.") PlanRequest request,

        @Schema(description = "Whether it can be run.", examples = "READY")
        State state,

        @Schema(description = "When it was made.", examples = "2026-01-31T10:00:00Z")
        Instant createdAt,

        @Schema(description = "Who made it.", examples = "token|ci")
        String createdBy,

        @Schema(description = "Until when it can be run.", examples = "2026-02-01T10:00:00Z")
        Instant expiresAt,

        @Schema(
                description =
                        "Covers the scripts, the history, the schema and the policy that it was made from; what is"
                                + " approved.",
                examples = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String digest,

        @Schema(description = "What would run, in this order.")
        List<Step> steps,

        @Schema(description = "What whoever reads it should know.", examples = "[]")
        List<String> remarks,

        @Schema(description = "Why nothing may run; null where it may.") @Nullable
        Obstruction blocked,

        @Schema(description = "The newest version that is applied; null where none is.", examples = "42") @Nullable
        String from,

        @Schema(description = "The version that the environment has after it; null where it has none.", examples = "44")
        @Nullable
        String to,

        @Schema(description = "The plan at a glance.") Overview summary,

        @Schema(description = "What rules, the rows of the environment and the undo scripts say of the scripts.")
        List<ScriptFinding> findings,

        @Schema(description = "How its rehearsal went; null where it was not rehearsed.") @Nullable
        Rehearsal rehearsal,

        @Schema(
                description = "The operation that ran it; null where none did.",
                examples = "0192f0c1-7c00-7000-8000-000000000000")
        @Nullable
        UUID usedBy) {
    public Plan {
        findings = List.copyOf(findings);
        steps = List.copyOf(steps);
        remarks = List.copyOf(remarks);
    }

    /** Whether a plan can be run. */
    @Schema(name = "PlanState", description = "Whether a plan can be run.")
    public enum State {
        /** It can, unless something has changed since. */
        READY,
        /** Nothing may run. */
        BLOCKED,
        /** It is too old. */
        EXPIRED,
        /** It was run. */
        USED
    }

    /** One script. */
    @Schema(name = "PlanStep", description = "One script that would run.")
    public record Step(
            @Schema(description = "Its version; null for a repeatable.", examples = "43") @Nullable
            String version,

            @Schema(description = "Its description.", examples = "split names")
            String description,

            @Schema(description = "The file.", examples = "V43__split_names.sql")
            String script,

            @Schema(description = "UP or DOWN.", examples = "UP")
            String direction,

            @Schema(
                    description = "The checksum that the history will have; null where it has none.",
                    examples = "-1934795775")
            @Nullable
            Integer checksum,

            @Schema(description = "Whether it runs in one transaction.", examples = "true")
            boolean transactional,

            @Schema(description = "The undo script of an upgrade's step; null where there is none.") @Nullable
            Undo undo,

            @Schema(description = "Its statements; of many or long ones the first.")
            List<Statement> statements,

            @Schema(description = "How many statements it has.", examples = "3")
            int statementCount,

            @Schema(description = "The rows and values of the environment that an undo script destroys.")
            List<Loss> loss) {
        public Step {
            loss = List.copyOf(loss);
        }
    }

    /** One statement. */
    @Schema(name = "PlanStatement", description = "One statement of a script.")
    public record Statement(
            @Schema(description = "Its number in the script, from 1.", examples = "3")
            int number,

            @Schema(description = "Its line in the file.", examples = "14")
            int line,

            @Schema(
                    description =
                            "Its text, with the values of placeholders unless their names say that they are secret;"
                                    + " at most 4000 characters.",
                    examples = "ALTER TABLE customers ADD COLUMN last_name text")
            String sql,

            @Schema(description = "What it did in the rehearsal; null where it was not rehearsed.") @Nullable
            StatementMeasurement rehearsed,

            @Schema(description = "The tables of the environment that it locks; empty where it was not rehearsed.")
            List<TargetTable> onTarget,

            @Schema(
                    description = "What that means for the environment, in one sentence a table.",
                    examples =
                            "[\"ACCESS EXCLUSIVE on public.orders (41 M rows, 12 GB, 380 reads/s): writes it again, and"
                                    + " blocks reads and writes for as long as that takes.\"]")
            List<String> effects,

            @Schema(description = "How many rows of the environment would make it fail, as far as that was asked.")
            List<DataCheck> dataChecks) {
        public Statement {
            dataChecks = List.copyOf(dataChecks);
            onTarget = List.copyOf(onTarget);
            effects = List.copyOf(effects);
        }
    }

    /** The undo script of a step. */
    @Schema(name = "PlanUndo", description = "The undo script of a step.")
    public record Undo(
            @Schema(description = "The file.", examples = "U43__split_names.sql")
            String script,

            @Schema(description = "How far it brings back what was there before.", examples = "EXACT")
            UndoVerdict verdict,

            @Schema(description = "Where it does not; at most 50.")
            List<Difference> differences,

            @Schema(
                    description = "Why it was not tried; null where it was.",
                    examples = "The server lacks the extension postgis.")
            @Nullable
            String reason) {
        public Undo {
            differences = List.copyOf(differences);
        }
    }

    /** What the undo scripts of a plan amount to. */
    @Schema(
            name = "PlanUndoState",
            description =
                    "PROVEN: every undo script brings back what was there. IMPOSSIBLE: one is missing or does not run."
                            + " UNPROVEN: neither is known of all of them.")
    public enum UndoState {
        PROVEN,
        UNPROVEN,
        IMPOSSIBLE
    }

    /** The plan at a glance. */
    @Schema(name = "PlanOverview", description = "The plan at a glance.")
    public record Overview(
            @Schema(
                    description =
                            "The strongest lock on a relation that exists now; null where nothing was rehearsed or locked.",
                    examples = "ACCESS EXCLUSIVE")
            @Nullable
            LockMode strongestLock,

            @Schema(
                    description =
                            "How long the scripts may take on the environment: the time of the rehearsal, and what its"
                                    + " sizes add at 50 MiB written and 200 MiB read a second; null where nothing was"
                                    + " rehearsed.",
                    examples = "PT40S")
            @Nullable
            Duration estimated,

            @Schema(description = "How many findings are errors that nobody accepted.", examples = "0")
            int errors,

            @Schema(description = "How many findings are warnings that nobody accepted.", examples = "2")
            int warnings,

            @Schema(
                    description = "What the undo scripts amount to; null where they were not asked about.",
                    examples = "PROVEN")
            @Nullable
            UndoState undo,

            @Schema(description = "Whether undo scripts of a rollback destroy rows or values.", examples = "false")
            boolean losesData) {}

    /** Why nothing may run. */
    @Schema(name = "PlanObstruction", description = "Why nothing may run.")
    public record Obstruction(
            @Schema(description = "The last part of the problem's type.", examples = "history-diverged")
            String type,

            @Schema(description = "What prevents it, and how to fix that.", examples = "V17 was changed.")
            String detail,

            @Schema(description = "The versions concerned.", examples = "[\"17\"]")
            List<String> versions) {}

    /** The same with what ran it, and the state that it has then. */
    Plan as(@Nullable UUID operation, Instant now) {
        State actual = operation != null
                ? State.USED
                : blocked != null ? State.BLOCKED : now.isBefore(expiresAt) ? State.READY : State.EXPIRED;
        return new Plan(
                id,
                environment,
                type,
                request,
                actual,
                createdAt,
                createdBy,
                expiresAt,
                digest,
                steps,
                remarks,
                blocked,
                from,
                to,
                summary,
                findings,
                rehearsal,
                operation);
    }
}
