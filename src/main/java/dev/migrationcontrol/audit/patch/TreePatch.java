package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.VariableReport;
import dev.migrationcontrol.source.tree.SourceLimits;
import dev.migrationcontrol.source.tree.TreeRefused;
import dev.migrationcontrol.text.BoundedPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The changes of a consolidation to the files of a tree, as a patch for {@code git apply}. */
public final class TreePatch {
    private static final int MOST_BYTES = 1 << 20;
    private static final int ATTEMPTS = 50;

    private TreePatch() {}

    /**
     * What a patch is drafted for.
     *
     * @param systems that become one history
     * @param scripts the directory of the new scripts
     * @param environment the service's name of the application's database
     * @param testEnvironment of that of the tests
     */
    public record Order(
            List<SystemReport> systems,
            List<VariableReport> variables,
            String scripts,
            String environment,
            String testEnvironment) {
        public Order {
            systems = List.copyOf(systems);
            variables = List.copyOf(variables);
        }
    }

    /** A file of the patch. */
    @Schema(name = "DraftedChange", description = "A file that the patch of an audit changes.")
    public record DraftedChange(
            @Schema(description = "The file.", examples = "stock_tests/test_stock.py")
            String file,

            @Schema(description = "ADDED, CHANGED or DELETED.", examples = "CHANGED")
            Kind kind,

            @Schema(description = "Why.", examples = "DATABASE_TEST_URL is renamed to TEST_DATABASE_URL")
            String why) {
        /** What becomes of the file. */
        public enum Kind {
            ADDED,
            CHANGED,
            DELETED
        }
    }

    /** What the patch leaves to people. */
    @Schema(name = "ChangeByHand", description = "A change that the patch of an audit leaves to people.")
    public record ByHand(
            @Schema(description = "The file, with its line where there is one.", examples = "deploy/app.yaml:12")
            String where,

            @Schema(description = "What to do, and why the patch does not.", examples = "Rename the variable there.")
            String what) {}

    /**
     * A patch with what it says of itself.
     *
     * @param text empty where there is nothing to change
     */
    public record Drafted(String text, List<DraftedChange> files, List<String> diffs, List<ByHand> byHand) {
        public Drafted {
            files = List.copyOf(files);
            diffs = List.copyOf(diffs);
            byHand = List.copyOf(byHand);
        }

        /** A patch of nothing. */
        public static Drafted nothing() {
            return new Drafted("", List.of(), List.of(), List.of());
        }
    }

    /**
     * Reads the tree again and drafts the patch; nothing is written.
     *
     * @throws IOException when the tree is not there any more
     */
    public static Drafted of(Path directory, SourceLimits limits, Order order) throws IOException {
        try {
            return draft(directory, limits, order);
        } catch (TreeRefused e) {
            return none("No patch is drafted. " + e.detail());
        } catch (BoundedPattern.Endless | StackOverflowError e) {
            return none("No patch is drafted: the text of a file is such that a search in it does not end.");
        }
    }

    private static Drafted none(String why) {
        return new Drafted("", List.of(), List.of(), List.of(new ByHand(".", why)));
    }

    private static Drafted draft(Path directory, SourceLimits limits, Order order) throws IOException {
        Set<String> closed = new HashSet<>();
        List<Topic> topics = Topic.of(order);
        Set<String> words = new HashSet<>();
        topics.forEach(topic -> words.addAll(topic.words()));
        TreeFiles files = new TreeFiles(directory, limits, words);
        List<ByHand> tooLarge = new ArrayList<>();
        for (int i = 0; i < ATTEMPTS; i++) {
            Drafts drafts = new Drafts(files, Set.copyOf(closed));
            topics.forEach(topic -> topic.draft(drafts));
            List<String> secret = drafts.changes().stream()
                    .filter(TreePatch::showsSecret)
                    .map(FileChange::path)
                    .toList();
            Drafted drafted = drafted(drafts, tooLarge);
            boolean large = drafted.text().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
            if (secret.isEmpty() && !large) {
                return drafted;
            }
            closed.addAll(secret);
            if (secret.isEmpty()) {
                Topic largest = largest(topics, files, closed);
                topics = topics.stream().filter(topic -> topic != largest).toList();
                tooLarge.add(
                        new ByHand(largest.place(), "The patch would be larger than 1 MB with it: " + largest.what()));
            }
        }
        return none("So many files show secrets that no patch is drafted. Remove those first.");
    }

    private static Topic largest(List<Topic> topics, TreeFiles files, Set<String> closed) {
        return topics.stream()
                .max(Comparator.comparingInt(topic -> {
                    Drafts alone = new Drafts(files, Set.copyOf(closed));
                    topic.draft(alone);
                    return alone.changes().stream()
                            .mapToInt(change -> change.diff().length())
                            .sum();
                }))
                .orElseThrow();
    }

    private static boolean showsSecret(FileChange change) {
        List<String> added = change.before() == null ? change.result() : List.of();
        return SecretText.firstIn(change.path(), change.shown()) > 0
                || SecretText.firstIn(change.path(), added == null ? List.of() : added) > 0;
    }

    private static Drafted drafted(Drafts drafts, List<ByHand> tooLarge) {
        List<FileChange> changes = drafts.changes();
        List<String> diffs = changes.stream().map(FileChange::diff).toList();
        List<ByHand> byHand = new ArrayList<>(tooLarge);
        byHand.addAll(drafts.byHand());
        return new Drafted(
                String.join("", diffs),
                changes.stream()
                        .map(change -> new DraftedChange(
                                change.path(),
                                change.before() == null
                                        ? DraftedChange.Kind.ADDED
                                        : change.after() == null
                                                ? DraftedChange.Kind.DELETED
                                                : DraftedChange.Kind.CHANGED,
                                drafts.reason(change.path())))
                        .toList(),
                diffs,
                byHand);
    }
}
