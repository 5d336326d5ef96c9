package dev.migrationcontrol.proof;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an operation of the type UNDO_PROOF found. */
@Schema(name = "UndoProofResult", description = "What an operation of the type UNDO_PROOF found: its `result`.")
record UndoProofResult(
        @Schema(description = "How many versions have each verdict.", examples = "{\"EXACT\":41,\"MISSING\":2}")
        Map<UndoVerdict, Integer> verdicts,

        @Schema(description = "Each version, in the order in which they run.")
        List<UndoProof> proofs) {
    UndoProofResult {
        proofs = List.copyOf(proofs);
    }

    static UndoProofResult of(List<UndoProof> proofs) {
        Map<UndoVerdict, Integer> verdicts = new TreeMap<>();
        proofs.forEach(each -> verdicts.merge(each.verdict(), 1, Integer::sum));
        return new UndoProofResult(verdicts, proofs);
    }
}
