package dev.migrationcontrol.journal;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written.
 *
 * @param caller who asked, or whose request it was
 * @param request as it was accepted; never a secret. It, plan and result become JSON of 64 KiB each at the most: of a
 *     larger one the journal keeps the size and the hash
 */
public record Entry(
        Kind kind,
        String caller,
        @Nullable String reason,
        @Nullable String environment,
        @Nullable UUID operation,
        @Nullable Object request,
        @Nullable Object plan,
        @Nullable Object result) {
    /** What happened. */
    @Schema(name = "JournalEntryKind", description = "What happened.")
    public enum Kind {
        /** A request became an operation. */
        REQUEST_ACCEPTED,
        /** A request was answered with a problem; nothing was changed. */
        REQUEST_REFUSED,
        /** Someone asked to stop an operation. */
        CANCELLATION_REQUESTED,
        /** An operation came to its end, well or badly. */
        OPERATION_ENDED,
        /** A token was made. */
        TOKEN_CREATED,
        /** A token was revoked. */
        TOKEN_REVOKED,
        /** A person made a change although something stood against it. */
        BREAK_GLASS,
        /** Another person reviewed such a change. */
        BREAK_GLASS_REVIEWED,
        /** What a rollback had kept was deleted. */
        ARCHIVE_DELETED,
        /** A person approved a plan. */
        PLAN_APPROVED,
        /** A person rejected a plan. */
        PLAN_REJECTED,
        /** A person took back what it said of a plan. */
        APPROVAL_WITHDRAWN,
        /** Someone set a freeze. */
        FREEZE_SET,
        /** Someone ended a freeze early. */
        FREEZE_LIFTED
    }
}
