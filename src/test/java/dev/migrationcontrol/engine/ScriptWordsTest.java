package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.script.FlywayWords;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about scripts that cannot be read or run: script, line and what can be set here, never another product's words. */
class ScriptWordsTest {
    private static final String TEXT = "create table t (s text);\n\ninsert into t values ('Zürich');\n";

    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void begin() {
        project = new Project(folder).write("V1__ok.sql", "create table ok (id int);");
        project.placeholders = Map.of("who", "bob");
    }

    private String said() {
        Ending ending = new Ours(project, TestServer.createDatabase()).upgrade();
        assertThat(ending.succeeded()).isFalse();
        assertThat(ending.toString())
                .doesNotContain(
                        "http", "Redgate", folder.toString(), "flyway.", "Check your configuration", "Flyway refuses");
        return ending.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ISO-8859-1 | is not UTF-8: byte 0xFC at offset 50, in line 3",
                "windows-1252 | is not UTF-8: byte 0xFC at offset 50, in line 3",
                "UTF-16 | is UTF-16",
                "x-UTF-16LE-BOM | is UTF-16",
                "UTF-16LE | is not UTF-8: byte 0xFC at offset 100, in line 3"
            })
    void namesTheEncodingOfAFile(String charset, String what) {
        project.write("V2__b.sql", TEXT.getBytes(Charset.forName(charset)));
        assertThat(said()).contains("V2__b.sql", what, "save it as UTF-8", "encoding=ISO-8859-1");
    }

    @Test
    void namesCharactersThatNoTextHas() {
        project.write("V2__b.sql", "select 1;".getBytes(StandardCharsets.UTF_16LE));
        assertThat(said()).contains("V2__b.sql holds a character of the code 0", "encoding=UTF-16LE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16LE", "UTF-16"})
    void readsAFileWhoseEncodingIsNamed(String charset) {
        project.write("V2__b.sql", TEXT.getBytes(Charset.forName(charset)))
                .write("V2__b.sql.conf", "encoding=" + charset);
        String database = TestServer.createDatabase();
        assertThat(new Ours(project, database).upgrade().ran()).hasSize(2);
        assertThat(Picture.query(database, "SELECT s FROM t")).containsExactly("Zürich");
    }

    @Test
    void readsAByteOrderMarkAnywhere() {
        project.write("V2__b.sql", ("\uFEFF" + TEXT + "\uFEFFselect 1;").getBytes(StandardCharsets.UTF_8));
        assertThat(new Ours(project, TestServer.createDatabase()).upgrade().ran())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select '${unknown}'; | V2__b.sql, line 3, column 9: there is no value for the placeholder ${unknown}",
                "select '${unknown}'; | Set placeholders.unknown",
                "select '${flyway:unknown}'; | placeholder ${flyway:unknown}",
                "select '${open'; | line 3, column 9: the placeholder that begins with ${ has no end",
                "select $${who}$$; | is also the end of a dollar quote",
                "\\connect other | line 3: \\connect is a command of psql, not an SQL statement. Remove it",
                "\\set x 5 | line 3: \\set",
                "\\i other.sql | a migration of its own",
                "\\copy t from 'x.csv' | COPY … FROM stdin",
                "select 'drop' \\gexec | line 3: \\gexec",
                "\\if true | Use a DO block",
                "\\. | there is no such statement before it",
                "\\! rm x | cannot run programs",
                "select 'open; | line 3: a string begins here and does not end",
                "select $a$ open; | line 3: a string in dollar quotes begins here",
                "/* open /* */ | line 3: a comment begins here",
                "select (1; | line 3: a parenthesis begins here",
                "create function f() returns int begin atomic select 1; | line 3: the body of a function"
            })
    void namesThePlaceInAScript(String line, String what) {
        project.write("V2__b.sql", "select 1;", "", line);
        assertThat(said()).contains("V2__b.sql", what, "Nothing of the script was run");
    }

    @Test
    void namesThePlaceOfAPlaceholderInARepeatable() {
        project.write("R__v.sql", "create view v as", "  select '${unknown}' x;");
        assertThat(said()).contains("R__v.sql, line 2, column 11: there is no value for the placeholder ${unknown}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "executeInTransactions=false | it sets executeInTransactions, which is not known. It may set executeInTransaction",
                "executeInTransaction=nope | executeInTransaction (should be either true or false): nope",
                "encoding=latin-none | names an unknown encoding: latin-none",
                "executeInTransaction=${unknown} | should be either true or false): ${unknown}",
                "shouldExecute=false | shouldExecute is not supported here.",
                "encoding=? | names an unknown encoding"
            })
    void namesTheSettingOfAScript(String setting, String what) {
        project.write("V2__b.sql", "select 1;").write("V2__b.sql.conf", setting);
        assertThat(said()).contains("V2__b.sql.conf", what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "insert into ok values (1);     | placeholderReplacement=false | ${who}",
                "insert into ok values (1);     | - | bob"
            })
    void replacesAfterADollar(String first, @Nullable String conf, String value) {
        project.write("V2__b.sql", first, "create table t as select $esc$${who}$esc$ s;");
        if (conf != null) {
            project.write("V2__b.sql.conf", conf);
        }
        String database = TestServer.createDatabase();
        assertThat(new Ours(project, database).upgrade().ran()).hasSize(2);
        assertThat(Picture.query(database, "SELECT s FROM t")).containsExactly(value);
    }

    @Test
    void leavesOutWhatLeadsAstray() {
        assertThat(FlywayWords.of(
                        "Unable to do it in /srv/app/db/V1__a.sql (line 3). See https://example.org/x for more"
                                + " information. Odd.\nPlease check your 'flyway.encoding'"))
                .isEqualTo("Unable to do it in V1__a.sql (line 3). Odd.");
    }

    @Test
    void replacesInTheDataOfCopy() {
        project.write("V2__b.sql", "create table t (s text);", "copy t from stdin;", "a${who}", "\\.");
        String database = TestServer.createDatabase();
        assertThat(new Ours(project, database).upgrade().succeeded()).isTrue();
        assertThat(Picture.query(database, "SELECT s FROM t")).containsExactly("abob");
        project.write("V3__c.sql", "copy t from stdin;", "$${who}", "\\.");
        assertThat(said()).contains("V3__c.sql, line 2, column 2", "is also the end of a dollar quote");
    }
}
