package dev.migrationcontrol.source;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A database variable of a tree. */
@Schema(description = "A database variable that the tree reads, sets or describes.")
public record VariableReport(
        @Schema(description = "Its name.", examples = "DATABASE_TEST_URL")
        String name,

        @Schema(
                description = "The standard spelling; null when the project cannot choose the name.",
                examples = "TEST_DATABASE_URL")
        @Nullable
        String standard,

        @Schema(description = "Whether code or a program's configuration reads it.", examples = "true")
        boolean read,

        @Schema(description = "Whether something in the tree sets it.", examples = "true")
        boolean defined,

        @Schema(
                description = "Why it is no database variable, although its name looks like one; null when it is one.",
                examples = "set to a web address in compose.yml:12")
        @Nullable
        String noDatabase,

        @Schema(description = "Where it is read, set or described; at most 100 places.")
        List<VariableUse> uses) {
    public VariableReport {
        uses = List.copyOf(uses);
    }

    /** Whether it is spelled in the old way, with the environment at the end. */
    public boolean hasOldSpelling() {
        return VariableNames.isDeprecated(name);
    }
}
