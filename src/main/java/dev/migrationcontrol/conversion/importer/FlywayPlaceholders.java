package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.document.Node;
import dev.migrationcontrol.document.StructuredText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values of Flyway's placeholders as a tree's own settings say, in the folder of the scripts and those above it. */
public final class FlywayPlaceholders {
    private static final List<String> FILES =
            List.of("flyway.conf", "conf/flyway.conf", "flyway.toml", "application.properties");
    private static final Pattern LINE = Pattern.compile(
            "(?m)^[ \\t]*(?:(?:quarkus|spring)\\.)?flyway\\.placeholders\\.([\\w.-]+)[ \\t]*[=:][ \\t]*(.*?)[ \\t]*\\r?$");
    private static final long LARGEST = 1_000_000;

    private FlywayPlaceholders() {}

    /** The nearest file's value counts. */
    public static Map<String, String> find(Path tree, Path scripts) {
        Map<String, String> found = new HashMap<>();
        for (Path each = scripts; each != null && each.startsWith(tree); each = each.getParent()) {
            for (String name : FILES) {
                read(each.resolve(name)).forEach(found::putIfAbsent);
            }
        }
        return found;
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> found = new HashMap<>();
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                if (file.toString().endsWith(".toml")) {
                    toml(StructuredText.of("toml", text).root(), found);
                } else {
                    lines(LINE.matcher(text), found);
                }
            }
        } catch (IOException e) {
            return Map.of(); // its scripts will miss their values, and say so
        }
        return found;
    }

    /** Of Flyway itself, and of its environments. */
    private static void toml(Node document, Map<String, String> found) {
        Stream.concat(document.members(), document.within("environments").flatMap(Node::members))
                .filter(each -> each.name().equals("flyway"))
                .flatMap(flyway -> flyway.within("placeholders"))
                .forEach(each -> found.putIfAbsent(each.name(), each.value()));
    }

    private static void lines(Matcher line, Map<String, String> found) {
        while (line.find()) {
            found.putIfAbsent(line.group(1), line.group(2).replaceAll("^([\"'])(.*)\\1$", "$2"));
        }
    }
}
