package dev.migrationcontrol.check;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A script as it was sent. */
@Schema(name = "CheckedFile", description = "A script: its name and its text.")
record ScriptFile(
        @Schema(description = "The name of the file, perhaps with its path.", examples = "V43__split_names.sql")
        String name,

        @Schema(description = "The text.", examples = "CREATE INDEX orders_total ON orders (total);")
        String content) {
    /** The last part of its path. */
    String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
