package dev.migrationcontrol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadScriptTest {
    private static List<String> split(String script) {
        return ReadScript.of(script).statements().stream().map(Statement::text).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create function f(i int) returns text language sql begin atomic select case when i > 0 then case i when 1"
                        + " then 'a' else 'b' end else 'n' end; end",
                "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC select 1; select 2; END",
                "create function f() returns int language sql begin -- body;\natomic\nselect 3;\nend\n",
                "create function f() returns int language sql begin /* a; /* b; */ */ atomic select 2; END",
                "create function \"begin atomic\"() returns int language sql begin atomic select 1; end",
                "create function f() returns int language sql begin atomic select 1 as end; select 2 end; end",
                "create function f() returns int language sql begin atomic select t.end, t.case from (select 1 \"end\", 2"
                        + " \"case\") t; end",
                "create function f() returns text language sql begin atomic select 'end; end;'; select $$ end; $$; end",
                "create function f() returns int language sql begin atomic end",
                "create procedure p(a int) begin atomic insert into t values (a); /* end; */ delete from t where"
                        + " (case when a = 1 then true end); end",
                "create function f(a int) returns int language sql begin Atomic select (case a when 1 then (select case"
                        + " when true then 2 end) end); EnD"
            })
    void keepsABodyOfStatementsWhole(String function) {
        assertThat(split("select 1;" + function + "; create table after_it (id int);"))
                .containsExactly("select 1", function.strip(), "create table after_it (id int)");
        assertThat(split(function)).containsExactly(function.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select begin atomic from t",
                "create function begin_atomic(i int) returns int language sql as 'select i'",
                "create function begin(atomic int) returns int language sql return atomic",
                "create table t (begin int, atomic int)",
                "create view v as select 1 begin, 2 atomic",
                "create procedure p() language plpgsql as $$ begin commit; end $$",
                "begin"
            })
    void takesOtherUsesOfTheWordsForWhatTheyAre(String statement) {
        assertThat(split(statement + "; select 2;")).containsExactly(statement, "select 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (E'it\\'s; ok', e'\\\\', '\\', E'\\\\\\'; --')",
                "select E'a'\n  'b\\'; c'",
                "select 'a'\n  'b\\'",
                "select U&'d\\0061; ', U&'!0061;' uescape '!', U&\"\\0064;\" from t",
                "select B'1;', X'1F;', N'q;''', n'x;'",
                "select $é$ une; valeur $é$, $_$ x; $_$, $a1$ $a2$ ; $a2$ $a1$, $$;$$",
                "create table a$b$c (id int)",
                "select $1",
                "select 1 where '{}'::jsonb ?| array['x;']",
                "/* outer /* inner; */ still; */ select 1",
                "/*/ odd; */ select 1",
                "create rule r as on insert to t do also (select 1; select 2;)",
                "(select 1) union (select 2)",
                "create schema s create table a (id int) create view v as select * from a",
                "select 5 -- ; minus\r - -3",
                "select '\u00a0;' as \"a;\"\"b\""
            })
    void seesNoEndInsideOfSomething(String statement) {
        assertThat(split(statement + ";select 2")).containsExactly(statement, "select 2");
    }

    @Test
    void endsALineCommentAtEitherCharacter() {
        assertThat(split("create table a (id int);\r-- a comment\rcreate table b (id int);\r"))
                .containsExactly("create table a (id int)", "-- a comment\rcreate table b (id int)");
    }

    @Test
    void followsStandardConformingStrings() {
        String off = "SET standard_conforming_strings = off;select 'it\\'s; here', 'a\\\\';";
        for (String on : List.of(
                "reset all",
                "SET standard_conforming_strings TO 'on'",
                "reset standard_conforming_strings",
                "SELECT pg_catalog.set_config('standard_conforming_strings', 'on', false)")) {
            assertThat(split(off + on + ";select 'C:\\dir\\'; select 2")).as(on).hasSize(5);
        }
        assertThat(ReadScript.of("select 'a\\'; b'; reset all; select 'c\\';'", true)
                        .statements())
                .hasSize(3);
    }

    @Test
    void readsTheDataOfCopyAsPsqlDoes() {
        ReadScript script = ReadScript.of("""
                -- first
                COPY t ("from", stdin) FROM stdin; select 'next';
                1\tit's; $$ /* "
                \\N
                \\.
                /* b; */ copy "stdin" from STDIN with (delimiter ';') ; -- why
                2;x
                \\.
                copy t to stdout;
                COPY e FROM stdin;
                last""");
        List<Statement> statements = script.statements();
        assertThat(statements)
                .extracting(Statement::copied)
                .containsExactly("1\tit's; $$ /* \"\n\\N\n", null, "2;x\n", null, "last");
        assertThat(statements).extracting(Statement::line).containsExactly(2, 2, 6, 9, 10);
        assertThat(statements.get(0).text()).isEqualTo("COPY t (\"from\", stdin) FROM stdin");
        assertThat(Objects.requireNonNull(statements.get(1)).text()).isEqualTo("select 'next'");
        assertThat(script.unfinished()).isNull();
    }

    @Test
    void leavesOutWhatPsqlAloneUnderstands() {
        ReadScript script = ReadScript.of("\\restrict abc\nselect \\echo hi\n1;\n\\unrestrict abc\n\\set x 5\n");
        assertThat(script.statements()).hasSize(1);
        assertThat(script.statements().get(0).text()).matches("select +\n1");
        assertThat(script.statements().get(0).line()).isEqualTo(2);
        assertThat(script.metaCommands())
                .extracting(MetaCommand::name, MetaCommand::line, MetaCommand::isHarmless)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("\\restrict", 1, true),
                        org.assertj.core.groups.Tuple.tuple("\\echo", 2, true),
                        org.assertj.core.groups.Tuple.tuple("\\unrestrict", 4, true),
                        org.assertj.core.groups.Tuple.tuple("\\set", 5, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\set ON_ERROR_STOP on",
                "\\set ON_ERROR_STOP 1",
                "\\set QUIET 1",
                "\\encoding UTF8",
                "\\timing on"
            })
    void passesOverCommandsThatChangeNothing(String command) {
        assertThat(ReadScript.of(command).metaCommands()).allMatch(MetaCommand::isHarmless);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\set ON_ERROR_STOP off",
                "\\set AUTOCOMMIT off",
                "\\connect other",
                "\\i a.sql",
                "\\copy t from 'x'",
                "\\! ls",
                "\\encoding LATIN1",
                "select 'x' \\gexec",
                "\\if true",
                "\\.",
                "\\echo a \\\\ select 1",
                "\\q"
            })
    void doesNotPassOverCommandsThatMatter(String command) {
        assertThat(ReadScript.of(command).metaCommands()).noneMatch(MetaCommand::isHarmless);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'open", "\"open", "$a$open", "/* open", "(1", "E'open\\'"})
    void saysWhatHasNoEnd(String tail) {
        ReadScript.Unfinished unfinished =
                ReadScript.of("select 1;\n\nselect " + tail).unfinished();
        assertThat(unfinished).isNotNull();
        assertThat(unfinished.line()).isEqualTo(3);
    }

    @Test
    void dropsWhatIsEmptyAndKeepsItsPlace() {
        assertThat(split(";;;\n -- nothing\n /* nor */ ;\uFEFF")).isEmpty();
        assertThat(split("\uFEFFselect 1")).containsExactly("select 1");
        assertThat(ReadScript.of("\n\n  -- c\n  select 1").statements().get(0))
                .returns(4, Statement::line)
                .returns(3, Statement::column);
    }
}
