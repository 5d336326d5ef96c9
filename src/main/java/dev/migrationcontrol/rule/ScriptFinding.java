package dev.migrationcontrol.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.finding.Severity;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a rule reports of a script. */
@Schema(name = "ScriptFinding", description = "What a rule reports of a statement of a script.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ScriptFinding(
        @Schema(description = "The rule, in kebab case; it is stable.", examples = "index-without-concurrently")
        String rule,

        @Schema(description = "How much it matters.", examples = "WARNING")
        Severity severity,

        @Schema(description = "The file.", examples = "V43__split_names.sql")
        String script,

        @Schema(description = "The line of the statement, from 1; 0 for the whole file.", examples = "14")
        int line,

        @Schema(description = "The number of the statement, from 1; 0 for the whole file.", examples = "3")
        int statement,

        @Schema(
                description = "What was found.",
                examples = "CREATE INDEX on customers blocks every write to it while the index is built.")
        String message,

        @Schema(description = "What to do instead.", examples = "CREATE INDEX CONCURRENTLY, in a script of its own.")
        String remedy,

        @Schema(description = "By which means it was found.", examples = "[\"TEXT\"]")
        List<By> by,

        @Schema(description = "Who accepted it, and why; null where nobody did.") @Nullable
        Accepted accepted) {
    public static final Comparator<ScriptFinding> ORDER = Comparator.comparing(ScriptFinding::script)
            .thenComparing(ScriptFinding::line)
            .thenComparing(ScriptFinding::statement)
            .thenComparing(ScriptFinding::rule);

    public ScriptFinding {
        by = List.copyOf(by);
    }

    /** By which means something was found. */
    @Schema(name = "FoundBy", description = "By which means something was found.")
    public enum By {
        /** The text of the scripts. */
        TEXT,
        /** The catalogue of the target. */
        CATALOGUE,
        /** Its statistics. */
        STATISTICS,
        /** A question to its rows. */
        DATA,
        /** The rehearsal. */
        MEASURED
    }

    /** That someone accepted it. */
    @Schema(name = "AcceptedFinding", description = "Who accepted a finding, and why.")
    public record Accepted(
            @Schema(description = "The reason.", examples = "the table is written once a day")
            String reason,

            @Schema(description = "Where it was accepted: script, request or policy.", examples = "script")
            String by) {}

    ScriptFinding accepted(Accepted by) {
        return new ScriptFinding(rule, severity, script, line, statement, message, remedy, this.by, by);
    }
}
