package dev.migrationcontrol.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.execution.preflight.RequestFields;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A model that is compared with what the migrations build. */
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

        @Schema(examples = "pull request 117") @Nullable String reason) {
    static final ModelCheckRequest NOTHING_SAID = new ModelCheckRequest(null, null, null, null);

    ModelCheckRequest {
        RequestFields.requireReason(reason);
    }

    Model model() {
        return Model.of(scripts, environment);
    }

    ModelScope within() {
        return scope == null ? ModelScope.ALL : scope;
    }
}
