package dev.migrationcontrol.draft;

import dev.migrationcontrol.rehearsal.Rehearsal;
import dev.migrationcontrol.schema.Difference;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a model and the migrations agree. */
@Schema(name = "ModelCheck", description = "Whether a model and the migrations agree: the `result` of a MODEL_CHECK.")
record ModelCheck(
        @Schema(description = "Whether nothing differs but the order of columns.", examples = "false")
        boolean agrees,

        @Schema(
                description =
                        "Where what the migrations build, `actual`, is not what the model wants, `expected`; at most 1,000.")
        List<Difference> differences,

        @Schema(description = "How many more there are.", examples = "0")
        int differencesLeftOut,

        @Schema(description = "What to know of the migrations of another system; at most 100.")
        List<String> notes,

        @Schema(description = "Where both were built.") Rehearsal.Server server) {
    private static final int MOST = 1_000;

    ModelCheck {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    static ModelCheck of(List<Difference> all, Rehearsal.Server server) {
        return new ModelCheck(
                all.isEmpty(), all.stream().limit(MOST).toList(), Math.max(0, all.size() - MOST), List.of(), server);
    }

    ModelCheck noting(List<String> words) {
        return new ModelCheck(agrees, differences, differencesLeftOut, words, server);
    }
}
