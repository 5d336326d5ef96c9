package dev.migrationcontrol.audit.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.SourceReport;
import dev.migrationcontrol.source.TestTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A tree, the patch that is drafted for it, and what git makes of both.
 *
 * @param after all files by their paths
 */
record PatchedTree(
        SourceReport report, TreePatch.Drafted patch, Map<String, String> before, Map<String, String> after) {
    /** @param folder in which a copy of the tree is made */
    static PatchedTree of(Path tree, Path folder) {
        GitTree.require();
        Map<String, String> before = new GitTree(tree).files();
        SourceReport report = new TestTree(tree).read();
        TreePatch.Drafted patch = drafted(tree, report);
        assertThat(new GitTree(tree).files())
                .as("nothing is written to the tree")
                .isEqualTo(before);
        GitTree copy = GitTree.copyOf(tree, folder);
        if (!patch.text().isEmpty()) {
            copy.apply(patch.text());
        }
        return new PatchedTree(report, patch, before, copy.files());
    }

    /** A tree of a few files. */
    static PatchedTree of(Map<String, String> files, Path folder) {
        Path tree = folder.resolve("tree");
        files.forEach((path, text) -> {
            try {
                Files.createDirectories(tree.resolve(path).getParent());
                Files.writeString(tree.resolve(path), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return of(tree, folder.resolve("copy"));
    }

    static TreePatch.Drafted drafted(Path tree, SourceReport report) {
        try {
            return TreePatch.of(
                    tree,
                    TestTree.LIMITS,
                    new TreePatch.Order(
                            report.systems().stream()
                                    .filter(system -> system.database().equals("postgresql"))
                                    .toList(),
                            report.variables(),
                            "db/migrations",
                            "development",
                            "test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String byHand() {
        return String.join(
                "\n",
                patch.byHand().stream()
                        .map(each -> each.where() + " " + each.what())
                        .toList());
    }
}
