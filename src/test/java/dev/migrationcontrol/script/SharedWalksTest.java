package dev.migrationcontrol.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.flywaydb.core.api.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty environments with one folder cost two walks, and nobody gets what was found before it asked. */
class SharedWalksTest {
    @TempDir
    private Path folder;

    private final Deque<Runnable> begun = new ArrayDeque<>();
    private final SharedWalks walks = new SharedWalks(begun::add);

    private CompletableFuture<ScriptListing> next(Path path) {
        return walks.next(List.of(Location.fromPath("filesystem:", path.toString())));
    }

    @Test
    void environmentsWithTheSameFolderShareTheNextWalk() throws IOException {
        CompletableFuture<ScriptListing> first = next(folder);
        List<CompletableFuture<ScriptListing>> others =
                IntStream.range(0, 49).mapToObj(each -> next(folder)).toList();
        assertThat(begun).as("walks at the same time").hasSize(1);
        begun.remove().run();
        assertThat(SharedWalks.done(first).files()).isEmpty();
        assertThat(others).noneMatch(CompletableFuture::isDone);

        Files.writeString(folder.resolve("V1__one.sql"), "SELECT 1;");
        assertThat(begun).hasSize(1);
        begun.remove().run();
        assertThat(begun).as("walks that nobody waits for").isEmpty();
        assertThat(others)
                .allSatisfy(each -> assertThat(SharedWalks.done(each).files()).hasSize(1));
    }

    @Test
    void otherFoldersHaveTheirOwnWalks() {
        next(folder);
        next(folder.resolve("other"));
        assertThat(begun).hasSize(2);
    }

    @Test
    void whatFailsFailsForAllWhoWaited() {
        List<CompletableFuture<ScriptListing>> both =
                List.of(next(folder.resolve("missing")), next(folder.resolve("missing")));
        begun.remove().run();
        begun.remove().run();
        assertThat(both)
                .allSatisfy(each -> assertThatThrownBy(() -> SharedWalks.done(each))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasCauseInstanceOf(NoSuchFileException.class));
    }
}
