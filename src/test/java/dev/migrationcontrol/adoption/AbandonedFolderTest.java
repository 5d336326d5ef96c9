package dev.migrationcontrol.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.workspace.TemporaryFolders;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a service that was killed has left is removed by the next that starts, and nothing else. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class AbandonedFolderTest {
    private static final Path ROOT = Path.of(System.getProperty("java.io.tmpdir"));

    @Inject
    TemporaryFolders folders;

    @Test
    void theFolderOfADeadProcessGoesWithTheToolThatItLeft() throws Exception {
        Path dead = left();
        Process tool = sleeping(dead.getFileName().toString());
        Process other = sleeping("migration-control-" + UUID.randomUUID());
        try {
            folders.deleteAbandoned();
            assertThat(dead).doesNotExist();
            assertThat(tool.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(other.isAlive()).isTrue();
        } finally {
            tool.destroyForcibly();
            other.destroyForcibly();
        }
    }

    @Test
    void whatALivingProcessHoldsStays() throws IOException {
        Path mine = folders.folder("test");
        Files.writeString(mine.resolve("file"), "text");
        makeOld(mine.getParent());
        folders.deleteAbandoned();
        assertThat(mine.resolve("file")).exists();
        assertThat(folders.owner()).isEqualTo(mine.getParent().getFileName().toString());
        assertThatOthersSeeTheLock(mine.resolveSibling("lock"));
    }

    @Test
    void aFolderThatTheMachineCleanedAwayIsMadeAnew() throws IOException {
        Path mine = folders.folder("test").getParent();
        Files.delete(mine.resolve("lock"));
        try (var left = Files.walk(mine)) {
            for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
        assertThat(folders.file("test")).exists().hasParent(mine);
        assertThatOthersSeeTheLock(mine.resolve("lock"));
    }

    /** Another process decides by it; POSIX lets go of it when this process closes the file once more. */
    private static void assertThatOthersSeeTheLock(Path lock) throws IOException {
        Path locks = Path.of("/proc/locks");
        if (Files.isReadable(locks)) {
            assertThat(Files.readString(locks)).contains(":" + Files.getAttribute(lock, "unix:ino") + " ");
        }
    }

    @Test
    void whatIsNotOursToJudgeStays() throws IOException {
        Path fresh = left();
        Files.setLastModifiedTime(fresh, FileTime.from(Instant.now()));
        Path strange = Files.createDirectory(ROOT.resolve("migration-control-" + UUID.randomUUID()));
        makeOld(strange);
        Path link = Files.createSymbolicLink(ROOT.resolve("migration-control-" + UUID.randomUUID()), fresh);
        try {
            folders.deleteAbandoned();
            assertThat(fresh.resolve("tree-trial-1/V1__a.sql")).exists();
            assertThat(strange).exists();
            assertThat(link).isSymbolicLink();
        } finally {
            Files.delete(link);
            Files.delete(strange);
            makeOld(fresh);
            folders.deleteAbandoned();
        }
        assertThat(fresh).doesNotExist();
    }

    /** A folder as a killed service leaves it. */
    private static Path left() throws IOException {
        Path folder = Files.createDirectory(ROOT.resolve("migration-control-" + UUID.randomUUID()));
        Files.createFile(folder.resolve("lock"));
        Files.createDirectory(folder.resolve("tree-trial-1"));
        Files.writeString(folder.resolve("tree-trial-1/V1__a.sql"), "SELECT 1;");
        makeOld(folder);
        return folder;
    }

    private static void makeOld(Path folder) throws IOException {
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minusSeconds(60)));
    }

    private static Process sleeping(String owner) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "60");
        builder.environment().put("MIGRATION_CONTROL_TOOL", owner + "/" + UUID.randomUUID());
        return builder.start();
    }
}
