package dev.migrationcontrol.source.script;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.source.tree.SourceTree;
import dev.migrationcontrol.source.usage.Usage;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A tree as recognisers see it: its files, the markers found in them, and what other recognisers have taken. */
public final class TreeView {
    private static final int MOST_USERS = 40;

    private final SourceTree tree;
    private final Map<List<String>, Set<String>> markers;
    private final Map<MigrationSystem, List<Usage>> named;
    private final Set<String> claimed = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private String lastRead = "";

    public TreeView(SourceTree tree, Map<List<String>, Set<String>> markers, Map<MigrationSystem, List<Usage>> named) {
        this.tree = tree;
        this.markers = Map.copyOf(markers);
        this.named = named;
    }

    public SourceTree tree() {
        return tree;
    }

    /** Files with a marker, in order of their paths. */
    public List<SourceFile> marked(FileMarker marker) {
        return marked(marker.words());
    }

    /** Files with one of these words, which are a marker's or a system's. */
    public List<SourceFile> marked(List<String> words) {
        return new TreeSet<>(markers.getOrDefault(words, Set.of()))
                .stream().map(tree::find).flatMap(Optional::stream).toList();
    }

    public boolean isMarked(FileMarker marker, SourceFile file) {
        return markers.getOrDefault(marker.words(), Set.of()).contains(file.path());
    }

    /** Whether a file that takes part in building, testing or running names the tool. */
    boolean isNamed(MigrationSystem tool) {
        return named.getOrDefault(tool, List.of()).stream()
                .anyMatch(usage -> usage.role().isLive());
    }

    /** Whether such a file names it in or above a directory, or below one of those nearest to it. */
    boolean isNamedNear(MigrationSystem tool, String directory) {
        return named.getOrDefault(tool, List.of()).stream()
                .filter(usage -> usage.role().isLive())
                .anyMatch(usage -> isNear(SourceFile.parentOf(usage.file()), directory));
    }

    /** Whether a file that names the tool has the end of a directory's path in quotes, or after a slash or blank. */
    boolean isGiven(MigrationSystem tool, String directory) {
        String last = directory.substring(directory.lastIndexOf('/') + 1);
        return !last.isEmpty()
                && named.getOrDefault(tool, List.of()).stream()
                        .filter(usage -> usage.role().isLive())
                        .map(Usage::file)
                        .distinct()
                        .limit(MOST_USERS)
                        .flatMap(path -> tree.find(path).stream())
                        .anyMatch(file -> isPath(text(file).text(), last));
    }

    private static boolean isPath(String text, String last) {
        for (int at = text.indexOf(last); at >= 0; at = text.indexOf(last, at + 1)) {
            int end = at + last.length();
            if (at > 0
                    && "\"'`/ =".indexOf(text.charAt(at - 1)) >= 0
                    && end < text.length()
                    && "\"'`/\n ".indexOf(text.charAt(end)) >= 0
                    && ("\"'`/".indexOf(text.charAt(at - 1)) >= 0 || text.charAt(end) == '/')) {
                return true;
            }
        }
        return false;
    }

    /** Whether a program in a directory, or in the one above it, names the tool. */
    boolean isNamedNextTo(MigrationSystem tool, String directory) {
        String above = SourceFile.parentOf(directory);
        return named.getOrDefault(tool, List.of()).stream()
                .filter(usage -> usage.role() == FileRole.APPLICATION)
                .map(usage -> SourceFile.parentOf(usage.file()))
                .anyMatch(user -> user.equals(directory) || user.equals(above));
    }

    /** Whether a file that says what the tree is built with names the tool. */
    boolean isRequired(MigrationSystem tool) {
        return named.getOrDefault(tool, List.of()).stream().anyMatch(usage -> usage.role() == FileRole.BUILD);
    }

    private static boolean isNear(String user, String directory) {
        String first = directory.contains("/") ? directory.substring(0, directory.indexOf('/')) : directory;
        return user.isEmpty()
                || user.startsWith(".")
                || (user + "/").startsWith(first + "/")
                || (directory + "/").startsWith(user + "/");
    }

    /** Unclaimed files of a directory that a condition holds for. */
    List<SourceFile> free(String directory, Predicate<SourceFile> condition) {
        return tree.in(directory).stream()
                .filter(file -> isFree(file) && condition.test(file))
                .toList();
    }

    /** Unclaimed files by their directory. */
    Map<String, List<SourceFile>> freeByDirectory(Predicate<SourceFile> condition) {
        return byDirectory(
                tree.files().stream().filter(this::isFree).filter(condition).toList());
    }

    static Map<String, List<SourceFile>> byDirectory(List<SourceFile> files) {
        return files.stream().collect(Collectors.groupingBy(SourceFile::directory, TreeMap::new, Collectors.toList()));
    }

    boolean isFree(SourceFile file) {
        return !claimed.contains(file.path());
    }

    public void claim(SourceFile file) {
        claimed.add(file.path());
    }

    public void claim(ScriptSystem system) {
        for (RecognisedScript script : system.scripts()) {
            claimed.add(script.file());
            if (script.back().file() != null) {
                claimed.add(script.back().file());
            }
        }
    }

    /** Remembers that a document of a migration system ends too early, or is larger than what is read. */
    void unreadable(SourceFile file, int line) {
        findings.add(Finding.warning(
                "document-unreadable",
                file.path(),
                line,
                "The file cannot be read beyond this line as the document that its name says it is.",
                "Correct it, and audit again: what follows the line is not part of this report."));
    }

    /** What was noticed while reading. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The file whose text was asked for last; empty before the first. */
    public String lastRead() {
        return lastRead;
    }

    public SourceText text(SourceFile file) {
        lastRead = file.path();
        return tree.read(file).orElseGet(() -> new SourceText("", true, true));
    }

    public static boolean isSql(SourceFile file) {
        return file.extension().equals("sql");
    }
}
