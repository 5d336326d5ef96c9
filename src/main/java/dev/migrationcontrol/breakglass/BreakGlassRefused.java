package dev.migrationcontrol.breakglass;

import dev.migrationcontrol.problem.Refusal;

/** The caller may not break the glass here, or not now. */
final class BreakGlassRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    static final String SLUG = "break-glass-refused";
    static final String TITLE = "The glass may not be broken";

    BreakGlassRefused(String detail) {
        super(SLUG, 403, TITLE, detail);
    }
}
