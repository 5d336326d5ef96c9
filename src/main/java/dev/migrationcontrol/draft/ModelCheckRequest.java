package dev.migrationcontrol.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.conversion.SourceRequest;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.problem.InvalidRequest;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A model that is compared with what the migrations build: those of the environment, or of another system. */
@Schema(description = "A model that is compared with what the migrations build: SQL, or another environment.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelCheckRequest(
        @Schema(
                description =
                        "The SQL that makes the desired schema in an empty database, in this order; at most 500 files.")
        @Nullable
        List<ModelScript> scripts,

        @Schema(description = "An environment that has the desired schema.", examples = "development") @Nullable
        String environment,

        @Schema(description = "What the model describes; everything if it is not said.", examples = "TABLES") @Nullable
        ModelScope scope,

        @Schema(
                description =
                        "Folders of another system's migrations, as a conversion takes them, in place of the scripts of"
                                + " the environment; 20 at most.")
        @Nullable
        List<SourceRequest> sources,

        @Schema(
                description = "What `alembic upgrade heads --sql` printed, in place of the scripts of the environment.",
                examples = "-- Running upgrade  -> 1a2b3c4d5e01 …")
        @Nullable
        String alembicOutput,

        @Schema(examples = "pull request 117") @Nullable String reason) {
    static final ModelCheckRequest NOTHING_SAID = new ModelCheckRequest(null, null, null, null, null, null);

    ModelCheckRequest {
        RequestFields.requireReason(reason);
        OtherMigrations.require(sources, alembicOutput);
        sources = sources == null ? null : List.copyOf(sources);
    }

    /**
     * The model of an archive, and perhaps the migrations.
     *
     * @param output which of the files Alembic printed; null for none
     */
    static ModelCheckRequest ofArchive(List<ModelScript> files, @Nullable String output) {
        if (output == null) {
            return new ModelCheckRequest(files, null, null, null, null, null);
        }
        ModelScript printed = files.stream()
                .filter(each -> output.equals(each.name()))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest("alembicOutput", "must name a .sql file of the archive"));
        List<ModelScript> model = files.stream().filter(each -> each != printed).toList();
        return new ModelCheckRequest(model, null, null, null, printed.content(), null);
    }

    /** The migrations of another system; none where those of the environment are meant. */
    Optional<OtherMigrations> others() {
        return sources == null && alembicOutput == null
                ? Optional.empty()
                : Optional.of(new OtherMigrations(sources, alembicOutput));
    }

    Model model() {
        return Model.of(scripts, environment);
    }

    ModelScope within() {
        return scope == null ? ModelScope.ALL : scope;
    }
}
