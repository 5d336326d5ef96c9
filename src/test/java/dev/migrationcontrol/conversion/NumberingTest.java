package dev.migrationcontrol.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.conversion.migration.Converting;
import dev.migrationcontrol.conversion.migration.Names;
import dev.migrationcontrol.conversion.migration.Numbering;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 2 10 | 1 2 10",
                "001 002 | 001 002",
                "3 3 3 4 | 3 3.1 3.2 4",
                "3 3 3.1 | 3 3.1 3.1.1",
                "1_5 2 | 1.5 2",
                "10 9 | 0001 0002",
                "a 1 | 0001 0002",
                "0 1 | 0 1",
            })
    void versionsRiseAndKeepTheSystemsNumbersWhereTheyCan(String wanted, String given) {
        List<String> versions = Numbering.number(Arrays.asList(wanted.split(" "))).stream()
                .map(Numbering.Numbered::version)
                .toList();
        assertThat(String.join(" ", versions)).isEqualTo(given);
    }

    @Test
    void versionsAndNamesFitFlyway() {
        assertThat(Numbering.number(List.of("1".repeat(51))).get(0).version()).isEqualTo("0001");
        assertThat(Names.description("ä".repeat(300))).hasSize(80);
        assertThat(Names.description(" a / b__c: (d) ")).isEqualTo("a_b_c_d");
        assertThat(Names.description("***")).isEqualTo("migration");
    }

    @Test
    void aRepeatedNumberNamesItsFileInTheDescription() {
        Converting.write(folder, "003_a.sql", "SELECT 1;");
        Converting.write(folder, "003_b.sql", "SELECT 2;");
        assertThat(Converting.convert("custom", folder).migrations().stream()
                        .map(ConvertedMigration::script)
                        .toList())
                .containsExactly("V003__a.sql", "V003.1__b_was_003_b.sql.sql");
    }

    @Test
    void sourcesAreMergedByDateWhereAllHaveOneElseOneAfterTheOther() {
        Converting.write(folder, "a/20240101000000_one.sql", "-- migrate:up", "SELECT 1;", "-- migrate:down");
        Converting.write(folder, "a/20240301000000_three.sql", "-- migrate:up", "SELECT 3;", "-- migrate:down");
        Converting.write(folder, "b/1706745600000_two.sql", "-- Up Migration", "SELECT 2;");
        Converting.write(folder, "c/1_first.sql", "SELECT 0;");
        Conversion a = Converting.convert("dbmate", folder.resolve("a"));
        Conversion b = Converting.convert("node-pg-migrate", folder.resolve("b"));
        Conversion c = Converting.convert("custom", folder.resolve("c"));
        SourceMerge.Merged dated = SourceMerge.merge(List.of(a, b));
        assertThat(versions(dated)).containsExactly("20240101000000", "20240201000000", "20240301000000");
        assertThat(dated.sources()).containsExactly(0, 1, 0);
        SourceMerge.Merged chained = SourceMerge.merge(List.of(c, a));
        assertThat(versions(chained)).containsExactly("1.1", "2.20240101000000", "2.20240301000000");
        assertThat(chained.conversion().order()).startsWith("source after source");
    }

    private static List<String> versions(SourceMerge.Merged merged) {
        return merged.conversion().migrations().stream()
                .map(ConvertedMigration::version)
                .toList();
    }
}
