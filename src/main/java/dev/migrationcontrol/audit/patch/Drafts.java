package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The changes of one attempt to draft a patch. */
final class Drafts {
    private final TreeFiles files;
    private final Set<String> closed;
    private final Map<String, EditedFile> edited = new TreeMap<>();
    private final Map<String, FileChange> whole = new TreeMap<>();
    private final Map<String, Set<String>> reasons = new LinkedHashMap<>();
    private final Set<String> renamed = new LinkedHashSet<>();
    private final Set<TreePatch.ByHand> byHand = new LinkedHashSet<>();

    /** @param closed files that must not be in the patch */
    Drafts(TreeFiles files, Set<String> closed) {
        this.files = files;
        this.closed = closed;
    }

    TreeFiles files() {
        return files;
    }

    /** Why a file cannot be in the patch; empty where it can. */
    Optional<String> obstacle(String path) {
        if (closed.contains(path)) {
            return Optional.of("it shows a secret, or what looks like one, near the lines that change");
        }
        return files.isIgnored(path)
                ? Optional.of("git ignores it")
                : files.find(path).isEmpty()
                        ? Optional.of("it is no text in UTF-8 of at most 256 KB")
                        : Optional.empty();
    }

    boolean isDeleted(String path) {
        FileChange change = whole.get(path);
        return change != null && change.after() == null;
    }

    boolean isAdded(String path) {
        FileChange change = whole.get(path);
        return change != null && change.before() == null;
    }

    /** A file that has no obstacle. */
    EditedFile edit(String path) {
        return edited.computeIfAbsent(
                path, first -> new EditedFile(files.find(path).orElseThrow()));
    }

    /** Says why a file is changed. */
    void because(String path, String reason) {
        reasons.computeIfAbsent(path, first -> new LinkedHashSet<>()).add(reason);
    }

    /** Deletes a file that has no obstacle. */
    void delete(String path, String reason) {
        TreeFile file = files.find(path).orElseThrow();
        edited.remove(path);
        whole.put(path, FileChange.deleted(path, file.text(), file.executable()));
        because(path, reason);
    }

    /** Adds a file; nothing where one is there, or git would ignore it. */
    boolean add(String path, String text, boolean executable, String reason) {
        if (files.exists(path) || files.isIgnored(path) || closed.contains(path)) {
            return false;
        }
        whole.put(path, FileChange.added(path, text, executable));
        because(path, reason);
        return true;
    }

    /** Says that a variable has its new name everywhere. */
    void renamed(String variable) {
        renamed.add(variable);
    }

    boolean isRenamed(String variable) {
        return renamed.contains(variable);
    }

    void byHand(String where, String what) {
        byHand.add(new TreePatch.ByHand(where, what));
    }

    List<TreePatch.ByHand> byHand() {
        return List.copyOf(byHand);
    }

    /** The text of a file as it is to be; empty where there is none. */
    Optional<String> text(String path) {
        FileChange change = whole.get(path);
        if (change != null) {
            return Optional.ofNullable(change.result()).map(lines -> String.join("", lines));
        }
        return edited.containsKey(path) ? Optional.of(edit(path).text()) : files.text(path);
    }

    String reason(String path) {
        return String.join("; ", reasons.getOrDefault(path, Set.of()));
    }

    /** All changes, in order of their paths. */
    List<FileChange> changes() {
        Map<String, FileChange> all = new TreeMap<>(whole);
        edited.forEach((path, file) -> {
            if (file.isChanged()) {
                all.put(path, file.change());
            }
        });
        return new ArrayList<>(all.values());
    }

    static FileRole role(String path) {
        return FileRole.of(new SourceFile(path, 0));
    }
}
