package dev.migrationcontrol.proof;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far an undo script brings back what was there before its migration. */
@Schema(
        name = "UndoVerdict",
        description = "How far an undo script brings back what was there before its migration. EXACT: all of it."
                + " EQUIVALENT: all of it, with columns in another order. DIFFERENT: see the differences. DOES_NOT_RUN:"
                + " see the failure. MISSING: there is no undo script. NOT_TRIED: it was not measured; the reason says"
                + " why.")
public enum UndoVerdict {
    EXACT,
    EQUIVALENT,
    DIFFERENT,
    DOES_NOT_RUN,
    MISSING,
    NOT_TRIED;

    /** Whether it brings back everything that counts. */
    public boolean isProven() {
        return this == EXACT || this == EQUIVALENT;
    }

    /** Whether it was measured, so that it holds as long as the scripts stay what they are. */
    boolean isMeasured() {
        return this != MISSING && this != NOT_TRIED;
    }
}
