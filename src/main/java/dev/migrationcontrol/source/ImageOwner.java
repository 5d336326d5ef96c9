package dev.migrationcontrol.source;

import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose program a container of a compose file, a chart or a pipeline runs: variables set for another one are read elsewhere. */
final class ImageOwner {
    private static final Pattern BLOCK =
            Pattern.compile("^[ \\t]*(?:-[ \\t]+)?(?:env|environment|env_file)[ \\t]*:[ \\t]*$");
    private static final Pattern IMAGE = Pattern.compile("^[ \\t]*(?:-[ \\t]+)?image[ \\t]*:[ \\t]*(\\S.*)$");
    private static final Pattern BUILD = Pattern.compile("^[ \\t]*(?:-[ \\t]+)?build[ \\t]*:.*$");
    private static final Pattern NAME = Pattern.compile(
            "(?m)^[ \\t]*[\"']?(?:name|module|app)[\"']?(?:[ \\t]*+[:=]|[ \\t])[ \\t]*+[\"':]?([\\w@./-]+)|<artifactId>([\\w.-]+)</artifactId>");
    private static final Set<String> EVERYWHERE = Set.of(
            "values",
            "image",
            "images",
            "repository",
            "registry",
            "tag",
            "name",
            "docker",
            "com",
            "org",
            "github",
            "ghcr",
            "quay",
            "latest",
            "io",
            "www",
            "default",
            "global",
            "printf",
            "quote",
            "include");
    private static final int AROUND = 150;

    private final Set<String> own = new TreeSet<>();

    /** Remembers what a build file calls the project. */
    public void named(SourceText build) {
        Matcher name = BoundedPattern.in(NAME, build.text());
        for (int i = 0; i < 2 && name.find(); i++) {
            own.addAll(words(name.group(1) == null ? String.valueOf(name.group(2)) : String.valueOf(name.group(1))));
        }
    }

    /** Whether an image is not of the project, as far as names tell; one that says nothing counts as its own. */
    boolean isForeign(String image) {
        Set<String> words = words(image);
        return !words.isEmpty() && words.stream().noneMatch(own::contains);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.replaceFirst("(?<=[\\w}]):[\\w.@:-]+$", "")
                        .toLowerCase(Locale.ROOT)
                        .split("[^a-z]+"))
                .filter(word -> word.length() > 2 && !EVERYWHERE.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The image that a line of an {@code environment} block is for; empty where the container is built here. */
    static Optional<String> imageOf(SourceText text, int number) {
        int block = block(text, number);
        if (block == 0) {
            return Optional.empty();
        }
        int indent = indent(text.line(block));
        @Nullable String image = null;
        for (int step : new int[] {-1, 1}) {
            for (int line = block; line > 0 && line <= text.lines() && Math.abs(line - block) < AROUND; line += step) {
                String content = text.line(line);
                if (content.isBlank()) {
                    continue;
                }
                if (indent(content) < indent) {
                    break;
                }
                Matcher found = BoundedPattern.in(IMAGE, content);
                if (indent(content) == indent && found.matches()) {
                    image = String.valueOf(found.group(1)).replaceAll("[\"']", "");
                } else if (indent(content) == indent
                        && BoundedPattern.in(BUILD, content).matches()) {
                    return Optional.empty();
                }
                if (step < 0 && indent(content) == indent && content.strip().startsWith("- ")) {
                    break;
                }
            }
        }
        return Optional.ofNullable(image);
    }

    private static int block(SourceText text, int number) {
        int indent = indent(text.line(number)) + (text.line(number).strip().startsWith("- ") ? 1 : 0);
        for (int line = number - 1; line > 0 && number - line < AROUND; line--) {
            String content = text.line(line);
            if (!content.isBlank()
                    && indent(content) < indent
                    && BoundedPattern.in(BLOCK, content).matches()) {
                return line;
            }
        }
        return 0;
    }

    /** The bullet of a list counts as space: what stands behind it is on one level with the lines below. */
    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return line.startsWith("- ", at) ? at + 2 : at;
    }
}
