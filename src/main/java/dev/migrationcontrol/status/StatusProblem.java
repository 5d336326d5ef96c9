package dev.migrationcontrol.status;

import dev.migrationcontrol.planner.refusal.HistoryProblem;
import dev.migrationcontrol.probe.HistoryDefect;
import dev.migrationcontrol.probe.MissingRight;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something that keeps an environment from being up to date, or this service from knowing whether it is. */
@Schema(description = "Something that is wrong with an environment.")
record StatusProblem(
        @Schema(description = "What is wrong.", examples = "CHECKSUM_MISMATCH")
        Kind kind,

        @Schema(description = "The version concerned; null where it is not about one.", examples = "17") @Nullable
        String version,

        @Schema(description = "The script concerned; null where it is not about one.", examples = "V17__add_orders.sql")
        @Nullable
        String script,

        @Schema(
                description = "What is wrong in this case and what to do about it; never a secret.",
                examples = "Version 17 was changed after it was applied: put the file back, or run a repair.")
        String detail) {

    /** What can be wrong: with reaching the database, with the history, or with reading it or the scripts. */
    @Schema(name = "StatusProblemKind", description = "What is wrong with an environment.")
    enum Kind {
        INTERNAL_ERROR,
        WAITING,
        UNREACHABLE,
        HISTORY_UNREADABLE,
        HISTORY_ELSEWHERE,
        MISSING_PRIVILEGE,
        READ_ONLY,
        SCRIPTS_UNREADABLE,
        UNREADABLE_ROW,
        FAILED_MIGRATION,
        MISSING_SCRIPT,
        FUTURE_MIGRATION,
        NOT_APPLIED,
        TYPE_MISMATCH,
        CHECKSUM_MISMATCH,
        DESCRIPTION_MISMATCH
    }

    static StatusProblem of(HistoryProblem problem) {
        return new StatusProblem(
                Kind.valueOf(problem.kind().name()), problem.version(), problem.script(), problem.detail());
    }

    static StatusProblem of(HistoryDefect defect) {
        return new StatusProblem(
                Kind.valueOf(defect.kind().name()), defect.version(), defect.script(), defect.detail());
    }

    static StatusProblem of(MissingRight right) {
        return of(right.readOnly() ? Kind.READ_ONLY : Kind.MISSING_PRIVILEGE, right.detail());
    }

    static StatusProblem of(Kind kind, String detail) {
        return new StatusProblem(kind, null, null, detail);
    }
}
