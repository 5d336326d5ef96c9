package dev.migrationcontrol.audit.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What git ignores is what we leave alone. */
class IgnoredFilesTest {
    private static final List<String> RULES = List.of(
            ".env",
            "/.env",
            ".env*",
            "*.env",
            "!.env.example",
            "build/",
            "/build",
            "a/**/b",
            "**/b",
            "a/**",
            "doc/*.txt",
            "*.[oa]",
            "[!a]b",
            "\\#x",
            "#x",
            "\\!x",
            "foo?",
            "a*b*c",
            "**/.env.local",
            "x/",
            "!x/y",
            " ",
            "tests/.env.test",
            "*");
    private static final List<String> PATHS = List.of(
            ".env",
            ".env.example",
            "tests/.env.test",
            "tests/.env",
            "build/x",
            "src/build/y",
            "a/b",
            "a/c/d/b",
            "b",
            "c/b",
            "doc/a.txt",
            "doc/b/a.txt",
            "m.o",
            "m.c",
            "ab",
            "cb",
            "#x",
            "!x",
            "foob",
            "aXbYc",
            "abc/d",
            "x/y",
            "x.env",
            "deep/.env.local");

    @Test
    void rulesMeanWhatTheyMeanToGit(@TempDir Path folder) throws IOException {
        GitTree.require();
        GitTree tree = new GitTree(folder);
        tree.run("git", "init", "-q", ".");
        for (int i = 0; i < RULES.size(); i++) {
            String above = RULES.get(i) + "\n" + RULES.get((i + 7) % RULES.size()) + "\n";
            Files.writeString(folder.resolve(".gitignore"), above);
            Files.createDirectories(folder.resolve("tests"));
            Files.writeString(folder.resolve("tests/.gitignore"), i % 2 == 0 ? "!.env\n" : ".env*\n");
            IgnoredFiles ignored = new IgnoredFiles();
            ignored.add("", above);
            ignored.add("tests", Files.readString(folder.resolve("tests/.gitignore")));
            List<String> command = new ArrayList<>(
                    List.of("git", "-c", "core.quotePath=off", "check-ignore", "--no-index", "sentinel.o"));
            Files.writeString(folder.resolve(".git/info/exclude"), "/sentinel.o\n");
            command.addAll(PATHS);
            List<String> expected = new ArrayList<>(
                    tree.run(command.toArray(String[]::new)).lines().toList());
            expected.remove("sentinel.o");
            assertThat(PATHS.stream().filter(ignored::ignores).toList())
                    .as(above)
                    .isEqualTo(expected);
        }
    }

    @Test
    @Timeout(10)
    void aPatternOfStarsIsNoTrap() {
        IgnoredFiles ignored = new IgnoredFiles();
        ignored.add("", "*a".repeat(2000) + "b\n" + "**/a/".repeat(500) + "b\n");
        assertThat(ignored.ignores("a".repeat(4000) + "/c")).isFalse();
    }
}
