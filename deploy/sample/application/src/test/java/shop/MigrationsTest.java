package shop;

import static dev.migrationcontrol.fixtures.MigrationAssertions.assertThatMigrations;

import dev.migrationcontrol.fixtures.MigrationAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private final MigrationAssertions migrations = assertThatMigrations("classpath:db/migration");

    @Test
    void theyUpgradeAnEmptyDatabase() {
        migrations.upgradeToHeadFromEmpty();
    }

    @Test
    void everyUndoGivesBackTheSchema() {
        migrations.roundTripWithEveryUndo();
    }

    @Test
    void aSecondRunChangesNothing() {
        migrations.changeNothingWhenRunTwice();
    }

    @Test
    void theyBuildTheModel() throws IOException {
        migrations.agreeWithModel(Files.readString(Path.of("src/test/resources/model.sql")));
    }

    @Test
    void theyAreOneLine() {
        migrations.haveALinearHistory();
    }
}
