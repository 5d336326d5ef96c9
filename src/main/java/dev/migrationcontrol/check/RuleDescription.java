package dev.migrationcontrol.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleSettings;
import dev.migrationcontrol.rule.RuleText;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule, as callers read it. */
@Schema(name = "Rule", description = "A rule on migration scripts.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record RuleDescription(
        @Schema(description = "Its name; it is stable.", examples = "index-without-concurrently")
        String id,

        @Schema(description = "What it is about.", examples = "An index is built without CONCURRENTLY")
        String title,

        @Schema(
                description =
                        "How much its findings matter, by the policy of the environment that was named; OFF where it is"
                                + " not asked.",
                examples = "WARNING")
        Level severity,

        @Schema(
                description = "The first major version of PostgreSQL that it is true of; null for all.",
                examples = "12")
        @Nullable
        Integer since,

        @Schema(description = "Why it matters.", examples = "SHARE blocks every write until the index is built.")
        String why,

        @Schema(description = "What to do instead.", examples = "CREATE INDEX CONCURRENTLY.")
        String instead,

        @Schema(description = "An example in both forms.") Example example,

        @Schema(
                description =
                        "Why its findings are accepted in the environment that was named; null where they are not.",
                examples = "a nightly window")
        @Nullable
        String accepted) {

    /** Both forms of an example. */
    @Schema(name = "RuleExample", description = "A script that the rule reports, and one that does the same without.")
    record Example(
            @Schema(description = "What is there before.", examples = "CREATE TABLE orders (total integer);")
            String setup,

            @Schema(description = "What the rule reports.", examples = "CREATE INDEX i ON orders (total);")
            String bad,

            @Schema(
                    description = "What it does not report.",
                    examples = "CREATE INDEX CONCURRENTLY i ON orders (total);")
            String good) {}

    /** All of them. */
    @Schema(name = "Rules", description = "The rules, by their names.")
    record All(@Schema(description = "By their names.") List<RuleDescription> items) {}

    static RuleDescription of(RuleText text, RuleSettings settings) {
        return new RuleDescription(
                text.id(),
                text.title(),
                settings.of(text),
                text.since() == 0 ? null : text.since(),
                text.why(),
                text.instead(),
                new Example(text.setup(), text.bad(), text.good()),
                settings.accepted().get(text.id()));
    }
}
