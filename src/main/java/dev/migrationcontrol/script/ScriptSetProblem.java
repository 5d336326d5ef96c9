package dev.migrationcontrol.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.resource.filesystem.FileSystemResource;
import org.flywaydb.core.internal.sqlscript.SqlScriptMetadata;

/**
 * Why Flyway cannot read a set of scripts, in our words: its own name settings that do not exist here, give no line, and lead
 * to pages of another product.
 */
final class ScriptSetProblem {
    private static final Pattern DUPLICATES = Pattern.compile(
            "Found more than one .* (version|description) (.*)\\n.*\\n-> (.*) \\(\\w+\\)\\n-> (.*) \\(\\w+\\)\\s*");

    private final List<Path> files;
    private final UnaryOperator<String> shorten;
    private final Configuration configuration;

    /**
     * @param files of the locations, whatever they are
     * @param shorten makes the paths in a text relative to their location
     */
    ScriptSetProblem(List<Path> files, UnaryOperator<String> shorten, Configuration configuration) {
        this.files = files;
        this.shorten = shorten;
        this.configuration = configuration;
    }

    String of(RuntimeException e) {
        String message = String.valueOf(e.getMessage()).replace("\r\n", "\n");
        if (e instanceof ScriptInvalid) {
            return message;
        }
        Matcher duplicates = DUPLICATES.matcher(message);
        if (duplicates.matches()) {
            return shorten.apply(duplicates.group(3)) + " and " + shorten.apply(duplicates.group(4)) + " have the same "
                    + duplicates.group(1) + " " + duplicates.group(2) + ". Rename one of them.";
        }
        return configurationProblem()
                .or(() -> message.startsWith("Unable to calculate checksum") ? encodingProblem() : Optional.empty())
                .orElseGet(() -> "Flyway refuses them: " + FlywayWords.of(shorten.apply(message)));
    }

    private Optional<String> configurationProblem() {
        for (Path file : named(".conf")) {
            if (!Files.exists(Path.of(file.toString().replaceFirst("\\.conf$", "")))) {
                continue;
            }
            try {
                FileSystemResource resource =
                        new FileSystemResource(null, file.toString(), StandardCharsets.UTF_8, false);
                String encoding = SqlScriptMetadata.fromResource(resource, null, configuration)
                        .encoding();
                if (encoding != null) {
                    Charset.forName(encoding);
                }
            } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
                return Optional.of(file.getFileName() + " names an unknown encoding: " + e.getMessage() + ".");
            } catch (FlywayException e) {
                return Optional.of(file.getFileName() + " cannot be used: " + FlywayWords.ofConfiguration(e));
            }
        }
        return Optional.empty();
    }

    private Optional<String> encodingProblem() {
        for (Path file : named(".sql")) {
            Optional<String> problem = read(file).flatMap(FileEncoding::problem);
            if (problem.isPresent()) {
                return Optional.of(file.getFileName() + " " + problem.get());
            }
        }
        return Optional.empty();
    }

    private List<Path> named(String suffix) {
        List<Path> named = new ArrayList<>();
        for (Path file : files) {
            if (file.toString().endsWith(suffix)) {
                named.add(file);
            }
        }
        return named;
    }

    /** Empty for a file whose encoding is said elsewhere, or that is gone. */
    private static Optional<byte[]> read(Path file) {
        try {
            Path conf = file.resolveSibling(file.getFileName() + ".conf");
            boolean other = Files.exists(conf) && Files.readString(conf).contains("encoding");
            return other ? Optional.empty() : Optional.of(Files.readAllBytes(file));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
