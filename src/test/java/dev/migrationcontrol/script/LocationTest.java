package dev.migrationcontrol.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.engine.Project;
import dev.migrationcontrol.environment.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.scanner.Scanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where scripts are looked for: locations of every spelling, and folders that change meanwhile. */
@Timeout(60)
class LocationTest {
    @TempDir
    private Path folder;

    private final ScriptCatalog catalog = new ScriptCatalog();
    private Project project;

    @BeforeEach
    void beginAProject() {
        project = new Project(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/*",
                "/**",
                "/**/sql",
                "/m*",
                "/m?",
                "/m1/sql",
                "/*/sql",
                "/**/sql/**",
                "/m*/sql/V?__*.sql",
                "/**/V1*.sql",
                "/m1/**/deep",
                "/none*"
            })
    void findsWhatFlywayFinds(String wildcard) {
        project.write("m1/sql/V1__a.sql", "SELECT 1;")
                .write("m1/sql/deep/V2__b.sql", "SELECT 1;")
                .write("m2/sql/V3__c.sql", "SELECT 1;")
                .write("m2/V4__d.sql", "SELECT 1;")
                .write("other/sql/V5__e.sql", "SELECT 1;")
                .write("V6__f.sql", "SELECT 1;");
        project.locations = List.of("filesystem:" + folder + wildcard);
        Environment environment = project.environment("nowhere");
        FluentConfiguration stock = FlywaySettings.of(environment);
        List<String> expected = new Scanner<>(JavaMigration.class, stock, stock.getLocations())
                .getResources("V", ".sql").stream()
                        .map(LoadableResource::getRelativePath)
                        .sorted()
                        .toList();
        assertThat(catalog.readFresh(environment).scripts().migrations())
                .extracting(Script::name)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aWildcardBelowAMissingFolderIsAMissingFolder() {
        project.locations = List.of("filesystem:" + folder + "/gone/*");
        assertThatThrownBy(() -> catalog.readFresh(project.environment("nowhere")))
                .isInstanceOf(ScriptsUnreadable.class)
                .hasMessageContaining("there is no folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:bucket", "filesystem:/a(/**", "http:x"})
    void aLocationThatCannotBeUsedIsSaid(String location) {
        project.locations = List.of(location);
        assertThatThrownBy(() -> catalog.readFresh(project.environment("nowhere")))
                .isInstanceOf(ScriptsUnreadable.class);
    }

    @Test
    void aFolderWithACommaIsALocation() {
        project.write("a,b/V1__a.sql", "SELECT 1;");
        project.locations = List.of("filesystem:" + folder.resolve("a,b"));
        assertThat(catalog.readFresh(project.environment("nowhere")).scripts().migrations())
                .hasSize(1);
    }

    @Test
    void aSwapOfTheFolderIsReadAgainOrRefused() throws Exception {
        List<Path> sides = List.of(folder.resolve("blue"), folder.resolve("green"));
        for (Path side : sides) {
            Project there = new Project(side);
            for (int i = 1; i <= 30; i++) {
                there.write("V" + i + "__a.sql", "SELECT " + i + ";").write("U" + i + "__a.sql", "SELECT 1;");
            }
        }
        Path current = folder.resolve("current");
        Files.createSymbolicLink(current, sides.get(0));
        project.locations = List.of("filesystem:" + current);
        Environment environment = project.environment("nowhere");
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService swapper = Executors.newSingleThreadExecutor();
        Future<?> swapping = swapper.submit(() -> {
            for (int i = 0; !stop.get(); i++) {
                swap(current, sides.get(i % 2));
            }
            return null;
        });
        for (int i = 0; i < 100; i++) {
            try {
                ResolvedScripts scripts = catalog.readFresh(environment);
                scripts.scripts().migrations().forEach(scripts::textOf);
                assertThat(scripts.scripts().migrations()).hasSize(30);
            } catch (ScriptsUnreadable refusal) {
                assertThat(refusal.detail()).doesNotContain(folder.toString() + "/blue");
            }
        }
        stop.set(true);
        swapping.get();
        swapper.shutdown();
        assertThat(catalog.readFresh(environment).scripts().migrations()).hasSize(30);
    }

    /** As deployments do that are not careful: there is a moment without a folder. */
    private static void swap(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    /** A thousand files, and links to their folder: each way to a file counts. */
    @Test
    void aLocationOfTooManyFilesIsRefused() throws IOException {
        Path many = Files.createDirectory(folder.resolve("many"));
        for (int i = 0; i < 1_000; i++) {
            Files.createFile(many.resolve("file" + i));
        }
        for (int i = 0; i < ScriptWalk.MOST / 1_000; i++) {
            Files.createSymbolicLink(folder.resolve("link" + i), many);
        }
        assertThatThrownBy(() -> catalog.readFresh(project.environment("nowhere")))
                .isInstanceOf(ScriptsUnreadable.class)
                .hasMessageContaining("more than " + ScriptWalk.MOST + " files and folders");
    }

    @Test
    void aTextThatIsGoneIsARefusal() {
        project.write("V1__a.sql", "SELECT 1;");
        ResolvedScripts scripts = catalog.readFresh(project.environment("nowhere"));
        project.remove("V1__a.sql");
        assertThatThrownBy(() -> scripts.textOf(scripts.scripts().migrations().get(0)))
                .isInstanceOf(ScriptsUnreadable.class)
                .hasMessageContaining("V1__a.sql");
    }

    @Test
    void twoFilesOfOneVersionAreToldBelowTheirLocations() {
        project.write("a/V1__a.sql", "SELECT 1;").write("b/V001__c.sql", "SELECT 1;");
        project.locations = List.of("filesystem:" + folder);
        assertThatThrownBy(() -> catalog.readFresh(project.environment("nowhere")))
                .isInstanceOf(ScriptsUnreadable.class)
                .hasMessageContaining("a/V1__a.sql")
                .hasMessageContaining("b/V001__c.sql")
                .hasMessageNotContaining(folder.toString());
    }

    @Test
    void aFolderThatHangsHoldsOneThreadAndNoOther(@TempDir Path elsewhere) throws InterruptedException {
        project.write("V1__a.sql", "SELECT 1;");
        Project other = new Project(elsewhere);
        other.write("V1__a.sql", "SELECT 1;");
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        ScriptCatalog hanging = new ScriptCatalog(read -> {
            boolean first = begun.getAndIncrement() == 0;
            threads.execute(first ? () -> after(answer, read) : read);
        });
        Environment hung = project.environment("hung");
        for (int i = 0; i < 3; i++) {
            assertThat(hanging.look(hung)).isNotDone();
        }
        assertThat(hanging.readFresh(other.environment("neighbour")).scripts().migrations())
                .hasSize(1);
        assertThat(begun).as("one that hangs, one walk, one reading").hasValue(3);
        assertThat(hanging.look(hung))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .havingRootCause()
                .withMessageContaining("did not answer within");
        answer.countDown();
        assertThat(hanging.readFresh(hung).scripts().migrations()).hasSize(1);
        threads.shutdown();
    }

    private static void after(CountDownLatch answer, Runnable read) {
        try {
            answer.await();
            read.run();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
