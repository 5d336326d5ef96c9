package dev.migrationcontrol.audit.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written as a patch is what git reads. */
class FileChangeTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void git() {
        GitTree.require();
    }

    private String write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return text;
    }

    private static EditedFile edited(String path, String text) {
        return new EditedFile(new TreeFile(path, TextLines.of(text), false));
    }

    private Map<String, String> applied(FileChange... changes) {
        GitTree tree = new GitTree(folder);
        tree.apply(
                String.join("", List.of(changes).stream().map(FileChange::diff).toList()));
        return tree.files();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.txt",
                "with blanks.txt",
                "in a folder/b c/d.txt",
                "quo\"te.txt",
                "back\\slash.txt",
                "größe/日本.txt",
                "tab\there.txt",
                "line\nfeed.txt",
                "'single' $(x) `y`.txt",
                "b/a/b/a.txt",
                "-dash.txt"
            })
    void everyNameIsWrittenAsGitQuotesIt(String path) throws IOException {
        String text = write(path, "one\ntwo\nthree\n");
        EditedFile file = edited(path, text);
        file.replace(2, List.of("2"));
        assertThat(applied(file.change())).containsEntry(path, "one\n2\nthree\n");
        assertThat(applied(FileChange.deleted(path, "one\n2\nthree\n", false))).isEmpty();
        assertThat(applied(FileChange.added(path, text, false))).containsEntry(path, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb\nc\n",
                "a\nb\nc",
                "a\r\nb\r\nc\r\n",
                "a\r\nb\r\nc",
                "\uFEFFa\nb\nc\n",
                "a\nb\r\nc\n",
                "a\fb\nx\u2028y\nc\rd\n",
                "\n\n\n",
                "\ta \n  \n\tc \n"
            })
    void linesOfEveryKindAreReplacedAddedAndDeleted(String text) throws IOException {
        for (int line = 1; line <= 3; line++) {
            write("f", text);
            EditedFile file = edited("f", text);
            file.replace(line, List.of("new", "lines"));
            file.append(List.of("at the end", "ü"));
            assertThat(applied(file.change())).containsEntry("f", file.text());
            write("f", text);
            EditedFile other = edited("f", text);
            other.replace(line, List.of());
            other.insertAfter(0, List.of("first"));
            assertThat(applied(other.change())).containsEntry("f", other.text());
        }
    }

    @Test
    void emptyFilesAreAddedDeletedAndFilled() throws IOException {
        write("empty", "");
        assertThat(applied(FileChange.deleted("empty", "", false))).isEmpty();
        assertThat(applied(FileChange.added("new", "", false))).containsEntry("new", "");
        EditedFile file = edited("new", "");
        file.append(List.of("a"));
        assertThat(applied(file.change())).containsEntry("new", "a\n");
        EditedFile emptied = edited("new", "a\n");
        emptied.replace(1, List.of());
        assertThat(applied(emptied.change())).containsEntry("new", "");
    }

    @Test
    void anExecutableFileStaysOne() throws IOException {
        String text = write("run.sh", "#!/bin/sh\necho a\n");
        assertThat(folder.resolve("run.sh").toFile().setExecutable(true)).isTrue();
        EditedFile file = new EditedFile(new TreeFile("run.sh", TextLines.of(text), true));
        file.replace(2, List.of("echo b"));
        applied(file.change(), FileChange.added("new.sh", text, true));
        assertThat(folder.resolve("run.sh")).isExecutable();
        assertThat(folder.resolve("new.sh")).isExecutable();
    }

    @Test
    void manyChangesInOneFileAreManyHunks() throws IOException {
        Random random = new Random(11);
        Map<String, String> expected = new TreeMap<>();
        StringBuilder patch = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            String end = i % 3 == 0 ? "\r\n" : "\n";
            StringBuilder text = new StringBuilder();
            int count = random.nextInt(60);
            IntStream.range(0, count)
                    .forEach(each -> text.append("l").append(random.nextInt(4)).append(end));
            if (i % 4 == 0) {
                text.append("last");
            }
            EditedFile file = edited("f" + i, write("f" + i, text.toString()));
            for (int line = 1; line <= file.lines(); line++) {
                switch (random.nextInt(9)) {
                    case 0 -> file.replace(line, List.of());
                    case 1 -> file.replace(line, List.of("n" + line, "l1"));
                    case 2 -> file.insertAfter(line, List.of("after"));
                    case 3 -> file.insertAfter(line - 1, List.of("before"));
                    default -> {}
                }
            }
            if (i % 5 == 0) {
                file.append(List.of("appended"));
            }
            expected.put("f" + i, file.text());
            if (file.isChanged()) {
                patch.append(file.change().diff());
            }
        }
        GitTree tree = new GitTree(folder);
        tree.apply(patch.toString());
        assertThat(tree.files()).isEqualTo(expected);
    }

    @Test
    void contentIsNamedAsGitNamesIt() throws IOException {
        String text = write("f", "größe\n");
        String blob = new GitTree(folder).run("git", "hash-object", "f").strip();
        assertThat(FileChange.added("f", text, false).diff()).contains(".." + blob + "\n");
    }
}
