package dev.migrationcontrol.conversion.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.Converting;
import dev.migrationcontrol.finding.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order in which a changelog includes files of formatted SQL. */
class LiquibaseImporterTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() {
        for (String each : List.of("a", "b", "old")) {
            Converting.write(
                    folder,
                    "sql/" + each + ".sql",
                    "--liquibase formatted sql\n--changeset ann:" + each + "\nCREATE TABLE " + each + " (id int);\n");
        }
    }

    private List<String> ids(Conversion conversion) {
        return conversion.migrations().stream()
                .map(each -> each.oldId().split("::")[1])
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "xml  | <databaseChangeLog><include\\n  file='sql/b.sql'/><!-- <include file=\"sql/old.sql\"/> --><include file=\"sql/a.sql\"/></databaseChangeLog>",
                "xml  | <l:databaseChangeLog xmlns:l='u'><l:property name='file' value='sql/old.sql'/><l:include relativeToChangelogFile='true' file='./sql/b.sql'/><l:include file='classpath:sql/a.sql'/></l:databaseChangeLog>",
                "yaml | databaseChangeLog:\\n- include: {file: sql/b.sql}\\n# - include: {file: sql/old.sql}\\n- include:\\n    file: 'sql/a.sql' # last",
                "json | {\"databaseChangeLog\": [{\"include\": {\"file\": \"sql\\/b.sql\"}}, {\"include\": {\"file\": \"sql/a.sql\"}}]}"
            })
    void filesComeAsTheyAreIncluded(String extension, String changelog) {
        Converting.write(folder, "changelog." + extension, changelog.replace("\\n", "\n"));

        Conversion conversion = Converting.convert("liquibase", folder);

        assertThat(ids(conversion)).containsExactly("b", "a");
        assertThat(conversion.findings())
                .filteredOn(finding -> finding.rule().equals("not-included"))
                .extracting(Finding::where)
                .containsExactly("sql/old.sql");
    }

    @Test
    void aChangelogThatIsBrokenGivesNoOrder() {
        Converting.write(
                folder,
                "changelog.xml",
                "<!DOCTYPE databaseChangeLog [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n<databaseChangeLog><include file=\"sql/a.sql\"/>\n&x;</databaseChangeLog>");

        assertThat(Converting.convert("liquibase", folder).findings())
                .filteredOn(finding -> finding.rule().equals("changelog-unreadable"))
                .extracting(Finding::where)
                .containsExactly("changelog.xml:3");
    }

    @Test
    void changeSetsInAChangelogAreRefusedUnlessTheyAreComments() {
        Converting.write(
                folder,
                "changelog.xml",
                "<databaseChangeLog><!-- <changeSet id=\"1\" author=\"a\"/> --><includeAll path=\"sql/\"/></databaseChangeLog>");
        assertThat(ids(Converting.convert("liquibase", folder))).containsExactly("a", "b", "old");

        Converting.write(
                folder, "more.yaml", "databaseChangeLog:\n- changeSet: {id: 1, author: a}\n- include: {file: x.sql}\n");
        assertThat(Converting.convert("liquibase", folder).findings())
                .extracting(Finding::rule)
                .contains("code-migration");
    }
}
