package dev.migrationcontrol.draft;

import dev.migrationcontrol.proof.UndoProof;
import dev.migrationcontrol.proof.UndoVerdict;
import dev.migrationcontrol.rule.ScriptFinding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A migration that leads to a model, and its undo; nobody has read them yet. */
@Schema(
        name = "MigrationDraft",
        description =
                "A migration that leads from what all migrations build to a model, and its undo, both tried on scratch"
                        + " databases; nobody has installed them.")
record MigrationDraft(
        @Schema(
                description = "Whether the model and the migrations agree already; then there are no files.",
                examples = "false")
        boolean agrees,

        @Schema(description = "The version of the migration; null where there is none.", examples = "45") @Nullable
        String version,

        @Schema(description = "The migration; null where the model and the migrations agree.") @Nullable
        File up,

        @Schema(description = "Its undo; null where the migration did not run.") @Nullable
        File down,

        @Schema(
                description =
                        "What the trial of both found; null where there is no migration. `DOES_NOT_RUN`, without an undo,"
                                + " where the migration itself failed.",
                examples = "EXACT")
        @Nullable
        UndoVerdict verdict,

        @Schema(description = "What the draft cannot know; the next request answers it in `renames` and `droppable`.")
        List<DraftQuestion> questions,

        @Schema(
                description =
                        "What the migration does not reach of the model, what its undo cannot bring back, and what has to"
                                + " be done to use them.",
                examples = "[\"Not as the model has it: the column public.orders.note, existence.\"]")
        List<String> notes,

        @Schema(description = "What the rules say of both files.")
        List<ScriptFinding> findings,

        @Schema(description = "The trial; null where there was none.") @Nullable
        UndoProof proof) {
    MigrationDraft {
        questions = List.copyOf(questions);
        notes = List.copyOf(notes);
        findings = List.copyOf(findings);
    }

    /** A script. */
    @Schema(name = "DraftedFile", description = "A drafted script.")
    record File(
            @Schema(description = "The name that the file has to have.", examples = "V45__model.sql")
            String name,

            @Schema(description = "Its text.", examples = "ALTER TABLE public.orders\\n\\tADD COLUMN remark text;")
            String script) {}

    static MigrationDraft agreeing() {
        return new MigrationDraft(true, null, null, null, null, List.of(), List.of(), List.of(), null);
    }

    /** The same with what the rules say of its files. */
    MigrationDraft with(List<ScriptFinding> found) {
        return new MigrationDraft(agrees, version, up, down, verdict, questions, notes, found, proof);
    }

    /** The texts of its files by their names, in the order in which they run. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        Stream.of(Optional.ofNullable(up), Optional.ofNullable(down))
                .flatMap(Optional::stream)
                .forEach(each -> texts.put(each.name(), each.script()));
        return texts;
    }
}
