package dev.migrationcontrol.source.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.SourceReport;
import dev.migrationcontrol.source.TestTree;
import dev.migrationcontrol.sql.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Change logs of Liquibase, however they are written. */
class LiquibaseScriptsTest {
    @TempDir
    Path directory;

    private static List<String> versions(SourceReport report) {
        return report.systems().stream()
                .flatMap(system -> system.migrations().stream())
                .map(MigrationReport::version)
                .toList();
    }

    private SourceReport read(String file, String text) {
        return new TestTree(directory).with(file, text).read();
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                Arguments.of(
                        "attributes on the next line",
                        "c.xml",
                        "<databaseChangeLog>\n<changeSet\n    id=\"1\"\n    author=\"a\">\n</changeSet>\n<changeSet\tid=\"2\" author=\"a\"/></databaseChangeLog>"),
                Arguments.of(
                        "in a comment",
                        "c.xml",
                        "<databaseChangeLog><!-- <changeSet id=\"old\" author=\"a\"></changeSet> --><changeSet id=\"1\" author=\"a\"/><changeSet id=\"2\" author=\"a\"></changeSet></databaseChangeLog>"),
                Arguments.of(
                        "in single quotes, behind a prefix",
                        "c.xml",
                        "<lb:databaseChangeLog xmlns:lb='http://www.liquibase.org/xml/ns/dbchangelog'><lb:changeSet author='a' id='1'/><lb:changeSet id = '2' author = 'a'></lb:changeSet></lb:databaseChangeLog>"),
                Arguments.of(
                        "in CDATA, and with entities",
                        "c.xml",
                        "<databaseChangeLog><changeSet id=\"&#49;\" author=\"&#x61;\"><sql><![CDATA[<changeSet id=\"x\" author=\"a\"></changeSet>]]></sql></changeSet><changeSet id=\"2\" author=\"a\"><comment>x > y</comment></changeSet></databaseChangeLog>"),
                Arguments.of(
                        "a greater sign in an attribute",
                        "c.xml",
                        "<databaseChangeLog><changeSet id=\"1\" labels=\"a>b\" author=\"a\"/><changeSet id=\"2\" author=\"a\"/></databaseChangeLog>"),
                Arguments.of(
                        "with an old document type",
                        "c.xml",
                        "<?xml version=\"1.0\"?>\n<!DOCTYPE databaseChangeLog SYSTEM \"http://127.0.0.1:1/dbchangelog-1.0.dtd\">\n<databaseChangeLog><changeSet id=\"1\" author=\"a\"/><changeSet id=\"2\" author=\"a\"/></databaseChangeLog>"),
                Arguments.of(
                        "block style",
                        "c.yaml",
                        "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n# - changeSet:\n#     id: old\n- changeSet:\n    author: 'a'\n    id: \"2\"\n"),
                Arguments.of(
                        "flow style",
                        "c.yml",
                        "databaseChangeLog:\n  - changeSet: {id: 1, author: a, changes: [{createTable: {tableName: t}}]}\n  - {changeSet: {author: a, id: 2}}\n"),
                Arguments.of(
                        "keys on a line of their own",
                        "c.yaml",
                        "databaseChangeLog:\n  -\n    changeSet:\n      id: 1\n      author: a\n  -\n    \"changeSet\":\n      id: 2\n      author: a\n"),
                Arguments.of(
                        "anchors",
                        "c.yaml",
                        "x: &who {author: a}\ndatabaseChangeLog:\n  - changeSet: {<<: *who, id: 1}\n  - changeSet:\n      <<: *who\n      id: 2\n"),
                Arguments.of(
                        "a text that looks like one",
                        "c.yaml",
                        "databaseChangeLog:\n  - changeSet:\n      id: 1\n      author: a\n      changes:\n        - sql:\n            sql: |\n              -- see\n              changeSet: x\n  - changeSet: {id: 2, author: a}\n"),
                Arguments.of(
                        "JSON",
                        "c.json",
                        "{\"databaseChangeLog\": [{\"changeSet\": {\"id\": \"1\", \"author\": \"a\"}}, {\"changeSet\":\n{\"author\": \"a\", \"comment\": \"\\\"changeSet\\\": {\", \"id\": 2}}]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spellings")
    void changeSetsAreFoundInEverySpelling(String name, String file, String text) {
        assertThat(versions(read(file, text))).containsExactly("1::a", "2::a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<databaseChangeLog>\n<changeSet id=\"1\" author=\"a\">\n<createTable\n  tableName=\"t\"/>\n<dropTable tableName=\"u\"/>\n<rollback>\n<dropTable tableName=\"t\"/>\n</rollback>\n</changeSet></databaseChangeLog>",
                "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    changes:\n    - createTable: {tableName: t}\n    - dropTable:\n        tableName: u\n    rollback:\n    - dropTable: {tableName: t}\n",
                "{\"databaseChangeLog\": [{\"changeSet\": {\"id\": 1, \"author\": \"a\",\n\n\n\n\n\"changes\": [{\"createTable\": {\"tableName\": \"t\"}},\n{\"dropTable\": {\"tableName\": \"u\"}}],\n\"rollback\": {\"dropTable\": {\"tableName\": \"t\"}}}}]}"
            })
    void whatAChangeSetDoesIsReadAndItsRollbackIsNoPartOfIt(String text) {
        String file = text.startsWith("<") ? "c.xml" : text.startsWith("{") ? "c.json" : "c.yaml";
        RecognisedScript script = new TestTree(directory)
                .with(file, text)
                .find(new LiquibaseScripts())
                .get(0)
                .scripts()
                .get(0);
        assertThat(script.up())
                .containsExactly(
                        Statement.of("CREATE TABLE t ()", file.endsWith("xml") ? 3 : 6),
                        Statement.of("DROP TABLE u", file.endsWith("xml") ? 5 : 7));
        assertThat(script.back().down()).isEqualTo(DownKind.PRESENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<databaseChangeLog><changeSet id='1' author='a' runInTransaction='false'><comment> Orders\n</comment></changeSet></databaseChangeLog>",
                "databaseChangeLog: [{changeSet: {id: 1, author: a, comment: Orders, runInTransaction: false}}]"
            })
    void commentsAndTransactionsAreRead(String text) {
        SourceReport report = read(text.startsWith("<") ? "c.xml" : "c.yaml", text);
        assertThat(report.systems().get(0).migrations()).singleElement().satisfies(migration -> {
            assertThat(migration.purpose()).isEqualTo("Orders");
            assertThat(migration.inTransaction()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<databaseChangeLog><changeSet id=\"1\" author=\"a\"/>\n<changeSet id=\"2\" author=\"a\"></databaseChangeLog>",
                "<!DOCTYPE databaseChangeLog [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><databaseChangeLog><changeSet id=\"1\" author=\"a\"/>\n<changeSet id=\"2\" author=\"a\">&x;</changeSet></databaseChangeLog>",
                "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><databaseChangeLog><changeSet id=\"1\" author=\"a\"/>\n<changeSet id=\"2\" author=\"a\"><sql>&b;</sql></changeSet></databaseChangeLog>",
                "databaseChangeLog:\n- changeSet: {id: 1, author: a}\n- changeSet: {id: 2, author: a, sql: [\n",
                "{\"databaseChangeLog\": [{\"changeSet\": {\"id\": 1, \"author\": \"a\"}},\n{\"changeSet\": {\"id\": 2, \"author\": \"a\" x"
            })
    void aChangeLogThatIsBrokenIsAFinding(String text) {
        String file = text.startsWith("<") ? "c.xml" : text.startsWith("{") ? "c.json" : "c.yaml";
        SourceReport report = read(file, text);
        assertThat(versions(report)).contains("1::a");
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("document-unreadable"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.where()).matches("c\\.\\w+:[234]"));
    }

    @Test
    void whatOnlyMentionsAChangeLogIsNone() {
        SourceReport report = new TestTree(directory)
                .with("pom.xml", "<project><!-- databaseChangeLog --><changeSet id='1' author='a'/></project>")
                .with("k8s.yaml", "data:\n  q: select id from databasechangelog\n{{ if }}\n")
                .read();
        assertThat(report.systems()).isEmpty();
        assertThat(report.findings()).noneMatch(finding -> finding.rule().equals("document-unreadable"));
    }
}
