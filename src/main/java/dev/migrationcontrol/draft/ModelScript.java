package dev.migrationcontrol.draft;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A file of SQL that makes a part of a model. */
@Schema(name = "ModelScript", description = "A file of SQL that makes a part of the desired schema.")
record ModelScript(
        @Schema(description = "Its name, by which it is named where it fails.", examples = "model.sql", required = true)
        @Nullable
        String name,

        @Schema(
                description = "Its text.",
                examples = "CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
                required = true)
        @Nullable
        String content) {}
