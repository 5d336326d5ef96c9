package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.sql.ReadScript;

/** Lines that people meant as markers, but that their system does not read as such: it runs what follows at once. */
final class Markers {
    private Markers() {}

    static void refuse(Findings findings, String where, String text, int at, String system, String right) {
        long line = 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
        refuse(findings, where + ":" + line, system, right);
    }

    static void refuse(Findings findings, String where, String system, String right) {
        findings.error(
                "marker-unread",
                where,
                "The line looks like a marker, but " + system
                        + " does not read it as one here: it would run the lines after it as part of the block before.",
                "Write it as '" + right + "' at the beginning of a line, once in the file, or reword the comment.");
    }

    /** Statements before the first marker are in no block. */
    static void refuseBefore(Findings findings, String where, String text, String system) {
        ReadScript before = ReadScript.of(text);
        if (!before.statements().isEmpty()) {
            findings.error(
                    "statements-outside",
                    where + ":" + before.statements().get(0).line(),
                    "There are statements before the first marker, which " + system + " does not run.",
                    "Move them below the marker of the up part, or remove them.");
        }
    }
}
