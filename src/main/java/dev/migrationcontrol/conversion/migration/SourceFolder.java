package dev.migrationcontrol.conversion.migration;

import dev.migrationcontrol.finding.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A folder of source files, bounded in number and size; links are not followed, so that nothing outside is read. */
public final class SourceFolder {
    private final String label;
    private final String prefix;
    private final TreeMap<String, Path> files;
    private final Charset encoding;
    private final Map<String, String> variables;

    private SourceFolder(
            String label, String prefix, TreeMap<String, Path> files, Charset encoding, Map<String, String> variables) {
        this.label = label;
        this.prefix = prefix;
        this.files = files;
        this.encoding = encoding;
        this.variables = variables;
    }

    /**
     * Lists a folder.
     *
     * @param label what callers call it
     * @throws SourceTooLarge when it is beyond a limit
     */
    public static SourceFolder open(
            Path folder, String label, Charset encoding, Map<String, String> variables, ConversionLimits limits) {
        TreeMap<String, Path> files = new TreeMap<>();
        try {
            Files.walkFileTree(
                    folder, java.util.Set.of(), limits.depth() + 1, new SourceWalk(folder, label, limits, files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SourceFolder(label, "", files, encoding, Map.copyOf(variables));
    }

    /** A folder without files, for what comes from elsewhere. */
    public static SourceFolder empty(String label) {
        return new SourceFolder(label, "", new TreeMap<>(), java.nio.charset.StandardCharsets.UTF_8, Map.of());
    }

    /** What callers call the folder. */
    public String label() {
        return label;
    }

    /** The last part of what callers call it. */
    public String name() {
        String whole = prefix.isEmpty() ? label : prefix.substring(0, prefix.length() - 1);
        return whole.replaceAll("/+$", "").replaceAll("^.*/", "");
    }

    /** Values for the variables of the systems that know such. */
    public Map<String, String> variables() {
        return variables;
    }

    /** Every file, by its path below the folder, sorted. */
    public Collection<String> all() {
        return files.keySet();
    }

    /** The files that lie in the folder itself and whose names match, sorted. */
    public List<String> named(Pattern name) {
        return files.keySet().stream()
                .filter(path -> path.indexOf('/') < 0 && name.matcher(path).matches())
                .toList();
    }

    /** The folders that lie in the folder itself, sorted. */
    public List<String> folders() {
        return files.keySet().stream()
                .filter(path -> path.indexOf('/') > 0)
                .map(path -> path.substring(0, path.indexOf('/')))
                .distinct()
                .toList();
    }

    public boolean has(String path) {
        return files.containsKey(path);
    }

    /** The part of it below one of its folders; the whole when it has none of this name. */
    public SourceFolder within(String folder) {
        String start = folder + "/";
        TreeMap<String, Path> inner = new TreeMap<>();
        files.forEach((path, file) -> {
            if (path.startsWith(start)) {
                inner.put(path.substring(start.length()), file);
            }
        });
        return inner.isEmpty() ? this : new SourceFolder(label, prefix + start, inner, encoding, variables);
    }

    /** A file's path as findings show it. */
    public String shown(String path) {
        return prefix + path;
    }

    public byte[] bytes(String path) {
        try {
            Path file = files.get(path);
            if (file == null || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new IllegalStateException("no file " + shown(path));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<String> text(String path, Findings findings) {
        return SourceText.read(shown(path), bytes(path), encoding, findings);
    }

    /** A text in which only its ASCII parts matter, whatever its encoding. */
    public String glance(String path) {
        String text = new String(bytes(path), java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
    }

    /** Whether some file in the folder itself has a name of this form and holds the pattern. */
    public boolean holds(Pattern name, Pattern content) {
        List<String> some = new ArrayList<>(named(name));
        return some.stream()
                .limit(50)
                .anyMatch(path -> content.matcher(glance(path)).find());
    }
}
