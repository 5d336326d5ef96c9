package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.planner.MigrationStates;
import dev.migrationcontrol.planner.RollbackTarget;
import dev.migrationcontrol.script.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seeded stories of upgrades in and out of order, rollbacks, repairs of removed scripts and their return: after every chapter
 * the tables are those of the versions that count as applied, and stock Flyway reads the same states.
 */
class GeneratedRollbackTest {
    private static final int STORIES = Integer.getInteger("stories", 4);
    private static final long FIRST_SEED = Long.getLong("seed", 1);
    private static final int CHAPTERS = 14;
    private static final int VERSIONS = 7;

    @TempDir
    private Path folder;

    @Test
    void undoesByRankWhateverWasAppliedWhen() throws IOException {
        int undone = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + STORIES; seed++) {
            Story story = new Story(seed, Files.createDirectory(folder.resolve("story" + seed)));
            for (int chapter = 0; chapter < CHAPTERS; chapter++) {
                story.chapter();
                story.check();
            }
            undone += story.undone;
            TestServer.execute("postgres", "DROP DATABASE " + story.database);
        }
        assertThat(undone).as("versions that were undone").isGreaterThan(STORIES * 2);
    }

    private static final class Story {
        private final Random random;
        private final Project project;
        private final String database = TestServer.createDatabase();
        private final List<Integer> applied = new ArrayList<>();
        private final TreeSet<Integer> left = new TreeSet<>();
        private String told;
        private int undone;

        Story(long seed, Path folder) {
            this.random = new Random(seed);
            this.project = new Project(folder);
            this.project.outOfOrder = true;
            this.told = "seed " + seed;
            for (int version = 1; version <= VERSIONS; version++) {
                project.write("U" + version + "__t.sql", "DROP TABLE t" + version + ";");
            }
            project.write("R__view.sql", "SELECT 1;");
        }

        void chapter() throws IOException {
            switch (random.nextInt(5)) {
                case 0, 1 -> release();
                case 2 -> rollBack(new RollbackTarget.Steps(1 + random.nextInt(2)));
                case 3 -> rollBack(new RollbackTarget.ToVersion(Version.of(String.valueOf(random.nextInt(VERSIONS)))));
                default -> repair();
            }
        }

        private void release() {
            int version = 1 + random.nextInt(VERSIONS);
            if (left.contains(version)) {
                return;
            }
            told += "\nrelease " + version;
            project.write("V" + version + "__t.sql", "CREATE TABLE t" + version + " ();");
            Ending ending = new Ours(project, database).upgrade();
            assertThat(ending.succeeded()).as(told + ending).isTrue();
            ending.ran().stream()
                    .filter(name -> name.startsWith("V"))
                    .forEach(name -> applied.add(Integer.parseInt(name.substring(1, name.indexOf('_')))));
        }

        private void rollBack(RollbackTarget target) {
            told += "\n" + target;
            Ending ending = new Ours(project, database).rollback(target);
            assertThat(ending.failure()).as(told).isNull();
            List<Integer> byRank = new ArrayList<>(applied);
            for (String name : ending.ran()) {
                Integer version = Integer.valueOf(name.substring(1, name.indexOf('_')));
                assertThat(byRank).as(told).contains(version);
                if (target instanceof RollbackTarget.Steps) {
                    assertThat(byRank.get(byRank.size() - 1)).as(told).isEqualTo(version);
                }
                byRank.remove(version);
                undone++;
            }
            if (ending.succeeded() && target instanceof RollbackTarget.ToVersion to) {
                assertThat(byRank)
                        .as(told)
                        .allSatisfy(version -> assertThat(
                                        Version.of(version.toString()).isNewerThan(to.version()))
                                .isFalse());
            }
            applied.clear();
            applied.addAll(byRank);
        }

        /** The script of a version goes, and a repair marks it as deleted, unless it is the newest: that one is of the future. */
        private void repair() throws IOException {
            if (applied.isEmpty()) {
                return;
            }
            Integer version = applied.get(random.nextInt(applied.size()));
            if (version == VERSIONS || applied.stream().noneMatch(each -> each > version)) {
                return;
            }
            told += "\nrepair without " + version;
            Files.delete(project.folder.resolve("V" + version + "__t.sql"));
            assertThat(new Ours(project, database).repair().succeeded())
                    .as(told)
                    .isTrue();
            applied.remove(version);
            left.add(version);
        }

        void check() {
            TreeSet<String> tables = new TreeSet<>();
            applied.forEach(version -> tables.add("t" + version));
            left.forEach(version -> tables.add("t" + version));
            assertThat(Picture.query(database, "SELECT relname FROM pg_class WHERE relname ~ '^t[0-9]$' ORDER BY 1"))
                    .as(told)
                    .containsExactlyElementsOf(tables);
            assertThat(new Stock(project, database, false).info()).as(told).isEqualTo(states());
        }

        private List<String> states() {
            try {
                return Ours.RUNNER.inSession(
                        new Ours(project, database).target(),
                        session -> MigrationStates.of(session.history(), session.scripts(), null, true).stream()
                                .map(each -> (each.version() == null ? each.description() : each.version()) + " "
                                        + each.type() + " "
                                        + MigrationState.valueOf(each.state().name()))
                                .toList());
            } catch (RunFailure e) {
                throw new IllegalStateException(told, e);
            }
        }
    }
}
