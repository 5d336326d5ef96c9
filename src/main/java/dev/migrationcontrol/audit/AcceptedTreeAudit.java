package dev.migrationcontrol.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.source.tree.SourceArchive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An audit as it was accepted, and as its operation keeps it.
 *
 * @param directory below a configured root; null for an upload
 * @param scratchEnvironment on whose server scripts are tried; null when they are not
 * @param upload the digest of the uploaded archive; null for a directory
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AcceptedTreeAudit(
        @Nullable String directory,
        @Nullable String upload,
        SourceArchive.@Nullable Kind kind,
        List<String> environments,
        @Nullable String scratchEnvironment) {
    AcceptedTreeAudit {
        environments = List.copyOf(environments);
    }

    /** How reports name the tree. */
    public String display() {
        return directory == null ? "an uploaded archive (" + upload + ")" : directory;
    }
}
