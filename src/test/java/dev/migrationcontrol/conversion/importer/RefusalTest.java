package dev.migrationcontrol.conversion.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConversionLimits;
import dev.migrationcontrol.conversion.migration.Converting;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceTooLarge;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {
    @TempDir
    Path folder;

    @Test
    void psqlMetaCommandsAreNamedWithTheirLinesAndOnlyWhereTheyAreSome() {
        Converting.write(
                folder,
                "001_a.sql",
                "CREATE TABLE a (t text DEFAULT '\\i no');",
                "-- \\i neither",
                "COPY a (t) FROM stdin;",
                "one\\\\two",
                "\\N",
                "\\.",
                "\\i other.sql",
                "SELECT $x$ \\set $x$ \\gexec");
        Conversion conversion = Converting.convert("custom", folder);
        assertThat(Converting.findings(conversion))
                .containsExactly("psql-meta-command 001_a.sql:7", "psql-meta-command 001_a.sql:8");
        assertThat(conversion.findings().get(0).detail()).contains("\\i ");
        assertThat(conversion.findings().get(1).detail()).contains("\\gexec ");
    }

    @Test
    void variablesOfPsqlAreRefusedButCastsSlicesAndAssignmentsAreNone() {
        Converting.write(
                folder,
                "1_a.sql",
                "SELECT '1'::int, (ARRAY[1, 2])[1:2], ':no';",
                "CREATE TABLE t AS SELECT :'name' AS n;",
                "GRANT SELECT ON t TO :role;");
        assertThat(Converting.findings(Converting.convert("custom", folder)))
                .containsExactly("psql-variable 1_a.sql:2", "psql-variable 1_a.sql:3");
    }

    @Test
    void encodingsAreReadByTheirMarksOrNamesAndNeverGuessed() {
        Converting.write(folder, "1_utf16.sql", "\uFEFFSELECT 'ä';".getBytes(StandardCharsets.UTF_16LE));
        Converting.write(folder, "2_latin.sql", "SELECT 1;\nSELECT 'ä';".getBytes(StandardCharsets.ISO_8859_1));
        Converting.write(folder, "3_binary.sql", new byte[] {'S', 0, 'Q'});
        Conversion conversion = Converting.convert("custom", folder);
        assertThat(Converting.findings(conversion))
                .containsExactly(
                        "encoding 1_utf16.sql", "unreadable-encoding 2_latin.sql:2", "binary-file 3_binary.sql");
        assertThat(conversion.migrations().get(0).sql()).isEqualTo("SELECT 'ä';");
    }

    @Test
    void aNamedEncodingIsUsed() {
        Converting.write(folder, "1_latin.sql", "SELECT 'ä€';".getBytes(Charset.forName("windows-1252")));
        Conversion conversion = new CustomImporter()
                .convert(SourceFolder.open(
                        folder, "tree", Charset.forName("windows-1252"), Map.of(), ConversionLimits.USUAL));
        assertThat(conversion.migrations().get(0).sql()).isEqualTo("SELECT 'ä€';");
        assertThat(conversion.findings()).isEmpty();
    }

    @Test
    void programsAndMissingMarkersAndReplacedVariablesAreFindings() {
        Converting.write(folder, "1_a.sql", "-- +goose Up", "-- +goose ENVSUB ON", "SELECT '${HOME}';");
        Converting.write(folder, "2_b.sql", "CREATE TABLE b ();");
        Converting.write(folder, "3_c.go", "package migrations");
        assertThat(Converting.findings(Converting.convert("goose", folder)))
                .containsExactly("variables 1_a.sql:2", "marker-missing 2_b.sql", "code-migration 3_c.go");
    }

    @Test
    void aFileThatWouldUndoItselfIsRefused() {
        Converting.write(folder, "1_a.sql", "CREATE TABLE a ();", "-- DOWN", "DROP TABLE a;");
        assertThat(Converting.findings(Converting.convert("custom", folder)))
                .containsExactly("marker-unknown 1_a.sql:2");
    }

    @Test
    void linksAreNotFollowedAndLimitsHold() throws IOException {
        Path outside = Files.createTempFile("outside", ".sql");
        Files.createSymbolicLink(folder.resolve("1_link.sql"), outside);
        Converting.write(folder, "2_a.sql", "SELECT 1;");
        assertThat(Converting.open(folder).all()).containsExactly("2_a.sql");
        ConversionLimits small = new ConversionLimits(1, 100, 100, 2);
        Converting.write(folder, "3_b.sql", "SELECT 1;");
        assertTooLarge(small, "more than 1 files");
        assertTooLarge(new ConversionLimits(9, 5, 100, 2), "larger than 5 bytes");
        assertTooLarge(new ConversionLimits(9, 50, 12, 2), "12 bytes together");
        Converting.write(folder, "a/b/c/4_c.sql", "SELECT 1;");
        assertTooLarge(new ConversionLimits(9, 100, 100, 2), "nested deeper");
    }

    private void assertTooLarge(ConversionLimits limits, String why) {
        assertThatThrownBy(() -> SourceFolder.open(folder, "tree", StandardCharsets.UTF_8, Map.of(), limits))
                .isInstanceOf(SourceTooLarge.class)
                .hasMessageContaining(why);
    }

    @Test
    void otherDatabasesAreRefused() {
        Converting.write(folder, "migration_lock.toml", "provider = \"mysql\"");
        Converting.write(folder, "1_a/migration.sql", "SELECT 1;");
        assertThat(Converting.findings(Converting.convert("prisma", folder)))
                .containsExactly("other-database migration_lock.toml");
    }
}
