package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeded stories of releases, failures and repairs: our runner and stock Flyway agree after every chapter. */
class GeneratedUpgradeTest {
    private static final int STORIES = Integer.getInteger("stories", 6);
    private static final long FIRST_SEED = Long.getLong("seed", 1);

    @TempDir
    private Path folder;

    @Test
    void endsAsFlywayEndsIt() throws IOException {
        int ran = 0;
        int failed = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + STORIES; seed++) {
            Project project = new Project(Files.createDirectory(folder.resolve("story" + seed)));
            Story story = new Story(seed, project);
            for (int release = 0; release < 5; release++) {
                Ending ending = story.release(release);
                ran += ending.ran().size();
                failed += ending.succeeded() ? 0 : 1;
            }
            TestServer.execute("postgres", "DROP DATABASE " + story.twins.ours);
            TestServer.execute("postgres", "DROP DATABASE " + story.twins.stock);
        }
        assertThat(ran).as("scripts that ran").isGreaterThan(STORIES * 4);
        assertThat(failed).as("releases that failed").isBetween(STORIES / 4, STORIES * 5);
    }

    private static final class Story {
        private final Random random;
        private final Project project;
        private final GeneratedProject generated;
        private final Twins twins;
        private final long seed;

        Story(long seed, Project project) {
            this.seed = seed;
            this.random = new Random(seed);
            this.project = project;
            boolean concurrently = random.nextBoolean();
            this.generated = new GeneratedProject(random, project, concurrently);
            this.twins = new Twins(project, !concurrently && random.nextBoolean());
            if (random.nextInt(6) == 0) {
                twins.execute(
                        "CREATE SCHEMA IF NOT EXISTS app; CREATE SCHEMA IF NOT EXISTS second; CREATE TABLE before (id int)");
                twins.label("seed " + seed + ", baseline\n").refuseUpgrade();
                twins.execute("DROP TABLE before");
            }
        }

        Ending release(int number) throws IOException {
            generated.release();
            String target = random.nextInt(4) == 0 ? generated.target() : null;
            twins.label(
                    "seed " + seed + ", release " + number + ", target " + target + ", scripts " + scripts() + "\n");
            Ending ending = twins.upgrade(target);
            if (ending.failure() != null) {
                mend(ending);
            } else if (ending.refusal() != null && ending.refusal().contains("never applied")) {
                project.outOfOrder = true;
            }
            return ending;
        }

        /** The usual way out: repair, remove what is left, and empty the script that failed. */
        private void mend(Ending ending) throws IOException {
            if (random.nextInt(3) == 0) {
                twins.refuseUpgrade();
            }
            if (scripts().toString().contains("a_long_story")) {
                // Flyway's own repair fails at descriptions that it had to shorten.
                twins.execute("DELETE FROM "
                        + new HistoryTable(project.environment("any").policy()).qualifiedName() + " WHERE NOT success");
            } else {
                twins.repair();
            }
            String path = String.join(", ", project.schemas);
            for (String name : scripts()) {
                if (name.endsWith(".sql") && !ending.ran().contains(name) && isPending(name)) {
                    project.write(name, "SET search_path = " + path + ";", "SELECT 'mended';");
                }
            }
        }

        private boolean isPending(String name) {
            return Picture.history(twins.ours, project).stream().noneMatch(row -> row.contains(" | " + name + " | "));
        }

        private List<String> scripts() throws IOException {
            try (Stream<Path> files = Files.walk(project.folder)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> project.folder.relativize(file).toString())
                        .sorted()
                        .toList();
            }
        }
    }
}
