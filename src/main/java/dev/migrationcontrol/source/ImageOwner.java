package dev.migrationcontrol.source;

import dev.migrationcontrol.document.Node;
import dev.migrationcontrol.document.StructuredText;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whose program a container of a compose file, a chart or a pipeline runs: variables set for another one are read elsewhere. */
final class ImageOwner {
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
    private static final Set<String> ENVIRONMENTS = Set.of("env", "environment", "env_file");

    private final Set<String> own = new TreeSet<>();

    /** Remembers what a build file calls the project. */
    public void named(SourceText build) {
        Matcher name = BoundedPattern.in(NAME, build.text());
        for (int i = 0; i < 2 && name.find(); i++) {
            own.addAll(words(name.group(1) == null ? String.valueOf(name.group(2)) : String.valueOf(name.group(1))));
        }
    }

    /** Whether an image is not of the project, as far as names show; one that says nothing counts as its own. */
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

    /** The images whose containers are given an environment, by the lines of it; none where the container is built here. */
    static Map<Integer, Optional<String>> images(SourceText text) {
        Map<Integer, Optional<String>> images = new HashMap<>();
        StructuredText.of("yaml", Templates.plain(text.text())).root().all().forEach(container -> {
            boolean built = container.child("build").isPresent();
            Optional<String> image = container
                    .child("image")
                    .filter(each -> !built && each.children().isEmpty())
                    .map(each -> written(each, text));
            if (built || image.isPresent()) {
                container.children().stream()
                        .filter(child -> ENVIRONMENTS.contains(child.name()))
                        .flatMap(Node::all)
                        .forEach(each -> images.merge(
                                each.line(), image, (one, other) -> one.equals(other) ? one : Optional.empty()));
            }
        });
        return images;
    }

    /** What a template makes of it is not known, so that it is shown as it stands there. */
    private static String written(Node image, SourceText text) {
        String line = text.line(Math.min(image.line(), text.lines()));
        return line.contains("{{") ? line.replaceFirst("^[^:]*:\\s*", "").replaceAll("[\"']", "") : image.value();
    }
}
