package dev.migrationcontrol.proof;

import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One script of a chain.
 *
 * @param undo null where it has none
 * @param basis a digest of everything that a verdict about its undo rests on
 */
record UndoLink(Script script, @Nullable Script undo, String basis) {
    /** Whether a request for these versions asks for it. */
    boolean isBetween(@Nullable Version from, @Nullable Version to) {
        Version version = script.version();
        return version != null
                && script.kind() == Script.Kind.VERSIONED
                && (from == null || version.compareTo(from) >= 0)
                && (to == null || version.compareTo(to) <= 0);
    }

    /** A verdict that nothing was measured for. */
    UndoProof unmeasured(UndoVerdict verdict, @Nullable String reason) {
        return new UndoProof(
                script.requireVersion().toString(),
                script.name(),
                undo == null ? null : undo.name(),
                verdict,
                List.of(),
                0,
                null,
                null,
                List.of(),
                reason,
                null,
                null,
                false);
    }
}
