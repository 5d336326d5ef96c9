package dev.migrationcontrol.audit.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory to which git itself applies patches. */
record GitTree(Path root) {
    private static final boolean THERE = isThere();

    /** Without git nothing can be said, which a pipeline does not let pass. */
    static void require() {
        if (System.getenv("CI") == null) {
            assumeTrue(THERE, "git is not installed: patches are not applied");
        }
        assertThat(THERE).as("git is installed").isTrue();
    }

    private static boolean isThere() {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static GitTree copyOf(Path tree, Path into) {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = into.resolve(tree.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new GitTree(into);
    }

    /** Applies a patch that fits without any tolerance. */
    void apply(String patch) {
        try {
            Path file = Files.createTempFile("changes", ".patch");
            Files.writeString(file, patch);
            run("git", "apply", "--check", "--verbose", file.toString());
            run("git", "apply", file.toString());
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String run(String... command) {
        try {
            List<String> words = new ArrayList<>(List.of(command));
            ProcessBuilder builder =
                    new ProcessBuilder(words).directory(root.toFile()).redirectErrorStream(true);
            builder.environment()
                    .put("GIT_CEILING_DIRECTORIES", root.getParent().toString());
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as(String.join(" ", words) + "\n" + output)
                    .isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All files by their paths. */
    Map<String, String> files() {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = root.relativize(file).toString();
                if (!path.startsWith(".git/")) {
                    texts.put(path, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
