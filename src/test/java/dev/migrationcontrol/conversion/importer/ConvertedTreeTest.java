package dev.migrationcontrol.conversion.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.adoption.Step;
import dev.migrationcontrol.conversion.ConversionArchive;
import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.conversion.migration.Converting;
import dev.migrationcontrol.engine.BothRunners;
import dev.migrationcontrol.finding.Severity;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every system's tree, run as its system would and run as converted: the same database comes of it. */
class ConvertedTreeTest {
    @TempDir
    Path folder;

    @TempDir
    Path scripts;

    @ParameterizedTest
    @EnumSource
    void convertedScriptsMakeWhatTheOldSystemMadeAndUndoWhatItsDownsUndid(Layout layout) throws SQLException {
        Conversion conversion = Converting.convert(layout.system(), layout.write(folder));
        assertThat(conversion.findings())
                .filteredOn(each -> each.severity() != Severity.INFO)
                .isEmpty();
        BothRunners runners = new BothRunners(Converting.unpack(conversion, scripts));
        String old = TestServer.createDatabase();
        String ours = TestServer.createDatabase();
        String stock = TestServer.createDatabase();
        List<Step> story = layout.story();
        for (int i = 0; i < story.size(); i++) {
            run(old, layout.sent(i + 1, story.get(i).up()), story.get(i).outside());
        }
        runners.upgradeByOurs(ours);
        runners.upgradeByStock(stock);
        List<String> expected = runners.picture(old);
        assertThat(expected).anyMatch(line -> line.contains("notes_body"));
        assertThat(runners.picture(stock)).isEqualTo(expected);
        assertThat(runners.picture(ours)).isEqualTo(expected);
        if (layout.hasDowns()) {
            for (int i : new int[] {4, 3}) {
                run(old, Step.sql(Objects.requireNonNull(story.get(i).down())), false);
            }
            runners.rollBackByOurs(ours, 2);
            assertThat(runners.picture(ours)).isEqualTo(runners.picture(old));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyStepIsConvertedWithItsDownAndItsTransaction(Layout layout) {
        Conversion conversion = Converting.convert(layout.system(), layout.write(folder));
        List<Step> story = layout.story();
        assertThat(conversion.migrations()).hasSameSizeAs(story);
        for (int i = 0; i < story.size(); i++) {
            ConvertedMigration migration = conversion.migrations().get(i);
            assertThat(migration.transactional())
                    .as(migration.script())
                    .isEqualTo(!story.get(i).outside());
            assertThat(migration.undoSql() != null)
                    .as(migration.script())
                    .isEqualTo(layout.hasDowns() && story.get(i).down() != null);
            assertThat(migration.sql()).doesNotContain("\uFEFF").doesNotContain("DROP ");
        }
        assertThat(ConversionArchive.files(conversion))
                .containsKey(conversion.migrations().get(0).script() + ".conf");
    }

    @ParameterizedTest
    @EnumSource
    void theSystemIsRecognised(Layout layout) {
        // The layouts of these are the same as of others unless a file beside them tells.
        if (layout == Layout.SQLX || layout == Layout.REFINERY) {
            Converting.write(folder, "Cargo.toml", "[package]");
        }
        Layout seen = layout == Layout.CUSTOM ? Layout.CUSTOM : layout;
        assertThat(Importers.of(Converting.open(layout.write(folder))).map(Importer::system))
                .contains(seen.system());
    }

    private static void run(String database, String sql, boolean outside) throws SQLException {
        try (Connection connection = TestServer.connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(outside);
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            if (!outside) {
                connection.commit();
            }
        }
    }
}
