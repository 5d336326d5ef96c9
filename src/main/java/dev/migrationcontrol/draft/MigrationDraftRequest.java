package dev.migrationcontrol.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.script.Version;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A model to which the next migration is to lead. */
@Schema(description = "A model to which the next migration is to lead: SQL, or another environment.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record MigrationDraftRequest(
        @Schema(
                description =
                        "The SQL that makes the desired schema in an empty database, in this order; at most 500 files.")
        @Nullable
        List<ModelScript> scripts,

        @Schema(description = "An environment that has the desired schema.", examples = "development") @Nullable
        String environment,

        @Schema(description = "What the model describes; everything if it is not said.", examples = "TABLES") @Nullable
        ModelScope scope,

        @Schema(description = "What was renamed, in this order; at most 200. Nothing is guessed.") @Nullable
        List<Rename> renames,

        @Schema(
                description =
                        "Tables and columns that may be dropped, each by its name; at most 500. What is not named stays.",
                examples = "[\"public.orders.note\"]")
        @Nullable
        List<String> droppable,

        @Schema(description = "The version; the next one if none is given.", examples = "45") @Nullable
        String version,

        @Schema(
                description = "What the name of the file says; `model` if nothing is given.",
                examples = "remarks of orders")
        @Nullable
        String description,

        @Schema(examples = "pull request 117") @Nullable String reason) {
    static final MigrationDraftRequest NOTHING_SAID =
            new MigrationDraftRequest(null, null, null, null, null, null, null, null);
    private static final int MOST = 500;
    private static final int MOST_RENAMES = 200;
    private static final int LONGEST = 100;

    MigrationDraftRequest {
        RequestFields.requireReason(reason);
        RequestFields.version("version", version);
        if (renames != null) {
            if (renames.size() > MOST_RENAMES || renames.stream().anyMatch(Objects::isNull)) {
                throw new InvalidRequest("renames", "must be at most " + MOST_RENAMES);
            }
            renames.forEach(Rename::require);
            renames = List.copyOf(renames);
        }
        if (droppable != null) {
            boolean usable = droppable.size() <= MOST
                    && droppable.stream().allMatch(each -> each != null && !each.isBlank() && each.length() <= MOST);
            if (!usable) {
                throw new InvalidRequest("droppable", "must be at most 500 names of at most 500 characters");
            }
            droppable = List.copyOf(droppable);
        }
        if (description != null && !description.matches("[\\p{L}\\p{N} _-]{1," + LONGEST + "}")) {
            throw new InvalidRequest("description", "must be of letters, digits, spaces, _ and -, at most " + LONGEST);
        }
    }

    Model model() {
        return Model.of(scripts, environment);
    }

    ModelScope within() {
        return scope == null ? ModelScope.ALL : scope;
    }

    List<Rename> renamed() {
        return renames == null
                ? List.of()
                : renames.stream().filter(Rename::hasNewName).toList();
    }

    Set<String> answered() {
        return renames == null
                ? Set.of()
                : renames.stream()
                        .map(each -> String.valueOf(each.from()).replace("\"", ""))
                        .collect(Collectors.toSet());
    }

    Set<String> mayDrop() {
        return droppable == null
                ? Set.of()
                : droppable.stream().map(each -> each.replace("\"", "")).collect(Collectors.toSet());
    }

    @Nullable
    Version asked() {
        return RequestFields.version("version", version);
    }

    /** The end of the file's name. */
    String ending() {
        return "__" + (description == null ? "model" : description.strip().replaceAll("[ _]+", "_")) + ".sql";
    }
}
