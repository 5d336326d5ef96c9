package dev.migrationcontrol.audit;

import dev.migrationcontrol.audit.patch.TreePatch.ByHand;
import dev.migrationcontrol.audit.patch.TreePatch.Drafted;
import dev.migrationcontrol.audit.patch.TreePatch.DraftedChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the patch of an audit changes, and what it leaves to people. */
@Schema(description = "What the patch of an audit changes, and what it leaves to people.")
public record TreeChanges(
        @Schema(description = "The size of the patch; 0 when there is none.", examples = "8192")
        int bytes,

        @Schema(description = "How many files it changes.", examples = "7")
        int fileCount,

        @Schema(description = "The files; at most 500.") List<DraftedChange> files,

        @Schema(description = "How many changes it leaves to people.", examples = "2")
        int byHandCount,

        @Schema(description = "The changes that it leaves to people; at most 500.")
        List<ByHand> byHand) {
    static final TreeChanges NONE = new TreeChanges(0, 0, List.of(), 0, List.of());

    private static final int MOST = 500;

    public TreeChanges {
        files = List.copyOf(files);
        byHand = List.copyOf(byHand);
    }

    static TreeChanges of(Drafted patch) {
        return new TreeChanges(
                patch.text().getBytes(StandardCharsets.UTF_8).length,
                patch.files().size(),
                patch.files().subList(0, Math.min(MOST, patch.files().size())),
                patch.byHand().size(),
                patch.byHand().subList(0, Math.min(MOST, patch.byHand().size())));
    }
}
