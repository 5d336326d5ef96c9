package dev.migrationcontrol.conversion.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.BothRunners;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.sql.ReadScript;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A conversion keeps every statement, as the old system sent it, or refuses. */
class ConvertedStatementsTest {
    private static final Path INPUTS = Path.of("src/test/resources/conversions");

    @TempDir
    Path folder;

    @TempDir
    Path scripts;

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
            k01-dbmate-crlf          § dbmate          § § select count(*) from pg_namespace where nspname in ('up', 'down')  § 1
            k03-dbmate-comment-lines § dbmate          § § select length(col_description('a'::regclass, 1)) > 20  § t
            k04-goose-block-comment  § goose           § create table a (id int)  § select count(*) from pg_class where relname = 'ai'  § 1
            k05-goose-key            § goose           § create table keys (v text)  § select count(*) from keys where v like '%-- not a comment%'  § 1
            k06-goose-unwrapped      § goose           § § select f()  § 1
            k07-liquibase-rollback   § liquibase       § § select f() + g() + (select count(*) from a)  § 4
            k09-migrate-bom          § golang-migrate  § § select column_default from information_schema.columns where table_name = 'b'  § 'é'::text
            k10-sqlx-atomic          § sqlx            § § select count(*) from pg_class where relname in ('zi', 'zj')  § 2
            k11-migrate-detach       § golang-migrate  § create table m (i int) partition by range (i); create table m1 partition of m for values from (0) to (9); create table l (i int); create procedure fill() language plpgsql as $$ begin insert into l values (1); commit; insert into l values (2); end $$  § select count(*) from l  § 2
            k12-diesel-conc          § diesel          § create table t (a int, b int)  § select count(*) from pg_class where relname in ('k1', 'k2')  § 2
            k14-scs-encoding         § golang-migrate  § §  §
            k15-supabase-dump        § supabase        § § select count(*) from pg_class where relname in ('atomic_a', 'n')  § 2
            l1                       § liquibase       § § select string_agg(p || ' ' || round(q), ', ' order by p) from paths  § /usr/bin/x 4, b 1""")
    void smallInputsOfOtherSystemsMakeWhatTheyMadeThere(
            String input, String system, String before, String query, String answer) throws SQLException {
        Conversion conversion = Converting.convert(system, INPUTS.resolve(input));
        assertThat(errors(conversion)).isEmpty();
        String database = TestServer.createDatabase();
        // JDBC drivers break off where a script changes the encoding of its session.
        if (query == null) {
            return;
        }
        Converting.write(scripts, "V0__before.sql", before == null ? "select 1;" : before);
        new BothRunners(Converting.unpack(conversion, scripts)).upgradeByOurs(database);
        assertThat(ask(database, query)).isEqualTo(answer);
    }

    static Stream<Arguments> delimiters() {
        return Stream.of(
                arguments("@", "insert into m values ('ann@example.org')@", "ann@example.org"),
                arguments("@", "insert into m select 'x' where array[1] @> array[1]@", "x"),
                arguments("@", "insert into m select $q$b@$q$@ insert into m values ('c')@", "b@,c"),
                arguments(
                        "@",
                        "insert into m values (E'a\\'@b') -- c @ d\n@ insert into m values ('\"@\"')@",
                        "\"@\",a'@b"),
                arguments("@@", "insert into m values ('a@@b')@@\ninsert into m values ('c') @@", "a@@b,c"),
                arguments(
                        "/",
                        "insert into m values ('/usr/x/' || 8 / 2)\n/\ninsert into m values ('y')\n/\n",
                        "/usr/x/4,y"),
                arguments("/", "insert into m values (8\n/ 2)\n/", "4"),
                arguments(
                        "\\n/",
                        "insert into m values ('\n/\n' || 'x')\n/\ninsert into m values ('y')\n/\n",
                        "\n/\nx,y"),
                arguments(
                        "\\n/\\s*\\n|\\n/\\s*$",
                        "insert into m values ('a/')\n/  \ninsert into m values ('b')\n/",
                        "a/,b"),
                arguments("(?i)^go$", "insert into m values ('go')\ngo\ninsert into m values ('b')\nGo\n", "b,go"),
                arguments("GO", "insert into m select 'go' as go\nGO\ninsert into m values ('b')\nGO", "b,go"),
                arguments(
                        "END_OF",
                        "insert into m values ('END_OF') END_OF insert into m values ('x END_OF y') END_OF",
                        "END_OF,x END_OF y"),
                arguments("//", "insert into m values ('http://a')//\ninsert into m values ('b')//", "b,http://a"),
                arguments("#", "insert into m values ('a#b')#", "a#b"),
                arguments("|", "insert into m values ('a' || '|b')|", "a|b"),
                arguments("^", "insert into m values ('2^3')^", "2^3"),
                arguments(";;", "insert into m values ('a;;b');;insert into m values ('c');;", "a;;b,c"),
                arguments("$$", "insert into m values ('a')$$", null),
                arguments("||", "insert into m values ('a' || 'b')||", null),
                arguments("'", "insert into m values (1)'", null),
                arguments("[;@]", "insert into m values ('a')@", null),
                arguments(".+", "insert into m values ('a')", null),
                arguments("(a|a)*b", "insert into m values ('a')b", null));
    }

    /** What no rows are expected of is refused. */
    @ParameterizedTest
    @MethodSource("delimiters")
    void delimitersOfLiquibaseCountOutsideOfLiteralsAlone(String delimiter, String sql, @Nullable String rows)
            throws SQLException {
        Converting.write(
                folder,
                "a.sql",
                "--liquibase formatted sql",
                "--changeset ann:0",
                "create table m (t text);",
                "--changeset ann:1 endDelimiter:" + delimiter,
                sql);
        Conversion conversion = Converting.convert("liquibase", folder);
        if (rows == null) {
            assertThat(errors(conversion)).isNotEmpty();
            return;
        }
        assertThat(errors(conversion)).isEmpty();
        String database = TestServer.createDatabase();
        new BothRunners(Converting.unpack(conversion, scripts)).upgradeByOurs(database);
        assertThat(ask(database, "select string_agg(t, ',' order by t collate \"C\") from m"))
                .isEqualTo(rows);
    }

    @Test
    void aRollbackHasADelimiterOfItsOwn() {
        Converting.write(
                folder,
                "a.sql",
                "--liquibase formatted sql",
                "--changeset ann:1 endDelimiter:@ rollbackEndDelimiter:/",
                "create table a (t text default 'x@y')@",
                "insert into a values ('b')@",
                "--ignoreLines:2",
                "insert into a values ('ignored')@",
                "insert into a values ('ignored too')@",
                "/* liquibase rollback",
                "delete from a where t <> '@' and t <> 'a/b'",
                "/",
                "drop table a",
                "/",
                "*/");
        ConvertedMigration only =
                Converting.convert("liquibase", folder).migrations().get(0);
        assertThat(ReadScript.of(only.sql()).statements()).hasSize(2);
        assertThat(ReadScript.of(String.valueOf(only.undoSql())).statements()).hasSize(2);
        assertThat(only.undoSql()).contains("'a/b'").contains("'@'");
        assertThat(only.sql()).doesNotContain("ignored");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dbmate          | 1_a.sql | -- migrate:up\\ncreate table a (i int);\\n -- migrate:down\\ndrop table a;
            dbmate          | 1_a.sql | -- migrate:up\\ncreate table a (i int);\\n\\t-- migrate:down\\ndrop table a;
            dbmate          | 1_a.sql | -- migrate:up\\r\\ncreate table a (i int);\\r\\n-- Migrate:Down\\r\\ndrop table a;
            dbmate          | 1_a.sql | -- migrate:up\\ncreate table a (i int);\\n--- migrate: down\\ndrop table a;
            dbmate          | 1_a.sql | -- migrate:up\\ncreate table a (i int);\\n# migrate:down\\ndrop table a;
            dbmate          | 1_a.sql | -- migrate:up\\ncreate table a (i int);\\n-- migrate down\\ndrop table a;
            dbmate          | 1_a.sql | create table b ();\\n-- migrate:up\\ncreate table a (i int);\\n-- migrate:down\\n
            dbmate          | 1_a.sql | -- migrate:up\\ncreate table a ();\\n-- migrate:down\\ndrop table a;\\n-- migrate:up\\ncreate table c ();
            goose           | 1_a.sql | -- +goose Up\\ncreate table a (i int);\\n -- +goose Down\\ndrop table a;
            goose           | 1_a.sql | -- +goose Up\\ncreate table a (i int);\\n-- goose down\\ndrop table a;
            goose           | 1_a.sql | create table b ();\\n-- +goose Up\\ncreate table a (i int);
            goose           | 1_a.sql | -- +goose Up\\ncreate table a (i int);\\n-- + goose Down\\ndrop table a;
            sql-migrate     | 1_a.sql | -- +migrate Up\\ncreate table a (i int);\\n--+migrate Down\\ndrop table a;
            sql-migrate     | 1_a.sql | -- +migrate Up\\ncreate table a (i int);\\n-- +migrate down\\ndrop table a;
            mybatis         | 1_a.sql | create table a (i int);\\n-- // @undo\\ndrop table a;\\n-- //@UNDO\\n
            mybatis         | 1_a.sql | create table a (i int); insert into a\\nvalues (1); select 2\\n-- //@UNDO\\n
            node-pg-migrate | 1_a.sql | -- Up Migration\\ncreate table a (i int);\\n-- Down\\ndrop table a;
            sqlx            | 1_a.Down.sql | drop table a;
            liquibase       | a.sql   | --liquibase formatted sql\\n--changeset a:1\\ncreate table a ();\\n--change set a:2\\ndrop table a;
            golang-migrate  | 1_a.up.sql | insert into t values ('a;
            golang-migrate  | 1_a.up.sql | create table a (); begin; insert into a values (1); commit; /* open""")
    void whatItsSystemWouldNotReadAsItIsMeantIsRefused(String system, String file, String text) {
        String directory = system.equals("mybatis") ? "scripts/" : "";
        Converting.write(
                folder,
                directory + file,
                text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t"));
        assertThat(errors(Converting.convert(system, folder))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k02-dbmate-space-down", "d1"})
    void aMarkerWithABlankBeforeItIsRefused(String input) {
        assertThat(errors(Converting.convert("dbmate", INPUTS.resolve(input))))
                .containsExactly("marker-unread 20210101000000_init.sql:4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--migrate:down\n",
                "-- migrate:down transaction:false\n",
                "--   migrate:down   \n",
                "-- migrate:down\r\n"
            })
    void markersThatDbmateReadsAreRead(String marker) {
        Converting.write(
                folder,
                "1_a.sql",
                ("-- migrate:up\ncreate table a ();\n" + marker + "drop table a;\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Conversion conversion = Converting.convert("dbmate", folder);
        assertThat(errors(conversion)).isEmpty();
        assertThat(conversion.migrations().get(0).sql()).doesNotContain("drop");
        assertThat(conversion.migrations().get(0).undoSql()).contains("drop table a");
    }

    @Test
    void myBatisTakesItsDelimiterFromItsSettings() {
        Converting.write(folder, "environments/production.properties", "delimiter=@", "full_line_delimiter=true");
        Converting.write(
                folder, "scripts/1_a.sql", "insert into t values ('ann@b'),", "  ('x@');", "@", "select 2", "@");
        Conversion conversion = Converting.convert("mybatis", folder);
        assertThat(errors(conversion)).isEmpty();
        assertThat(ReadScript.of(conversion.migrations().get(0).sql()).statements())
                .hasSize(2);
    }

    private static List<String> errors(Conversion conversion) {
        return conversion.findings().stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .map(each -> each.rule() + " " + each.where())
                .toList();
    }

    private static String ask(String database, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = TestServer.connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return String.join(",", rows);
    }
}
