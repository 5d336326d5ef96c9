package dev.migrationcontrol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that were written to be slow, deep or endless: each is read in a time that grows with its length alone. */
@Timeout(600)
class HostileSqlTest {
    /** Time of the thread, so that other work on the machine does not count. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int SMALL = 1 << 18;
    private static final int TIMES = 10;
    /** What lies between is left to the collector and the compiler. */
    private static final int MOST_TIMES = 2 * TIMES;

    private static final long GRACE_NANOS = 500_000_000;

    static Stream<Arguments> texts() {
        List<String> starts = List.of("", "CREATE TABLE t (", "DO $$ ", "CREATE SCHEMA s ");
        List<String> fillers = List.of(
                "x",
                "\0",
                "(",
                "[",
                "/*",
                "$a$",
                "$a",
                "'",
                "''",
                "\"",
                "a,",
                "a.",
                "\n\\x\na;",
                ";",
                "--\n",
                "E'a'\n",
                "u&\"\\0061\" uescape '!',",
                "create table ",
                "copy a from stdin;",
                "begin atomic ");
        return starts.stream().flatMap(start -> fillers.stream().map(filler -> Arguments.of(start, filler)));
    }

    @ParameterizedTest(name = "{0} + {1}")
    @MethodSource("texts")
    void takesTimeByLengthAlone(String start, String filler) {
        long small = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            small = Math.min(small, nanos(start + filler.repeat(SMALL / filler.length())));
        }
        long large = nanos(start + filler.repeat(TIMES * SMALL / filler.length()));
        assertThat(large).isLessThanOrEqualTo(MOST_TIMES * small + GRACE_NANOS);
    }

    private static long nanos(String text) {
        long begin = THREADS.getCurrentThreadCpuTime();
        ReadScript script = ReadScript.of(text);
        ScriptObjects objects = ScriptObjects.of(script);
        assertThat(objects.changes()).hasSizeLessThanOrEqualTo(2000);
        script.statements().forEach(TransactionRules::controls);
        return THREADS.getCurrentThreadCpuTime() - begin;
    }

    @ParameterizedTest
    @CsvSource({"SELECT '", "INSERT INTO t VALUES (1), ", "CREATE TABLE t (", "-- ", "\\x ", "DO 'BEGIN ", "( "})
    void readsALineOfTenMegabytes(String start) {
        String line = start + "a, ".repeat((10 << 20) / 3);
        assertThat(nanos(line)).isPositive();
        assertThat(ReadScript.of(line).statements()).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "( , ) , SELECT",
        "/* , */ , SELECT",
        "$a$ , $a$ , DO",
        "( , '' , CREATE TABLE t",
        "/* , '' , CREATE TABLE t",
        "BEGIN ATOMIC , '' , CREATE FUNCTION f()",
        "CASE , END , SELECT",
        "[ , ] , SELECT ARRAY",
        "CREATE SCHEMA s , '' , CREATE SCHEMA s"
    })
    void readsADepthThatNoStackHolds(String opening, String closing, String start) {
        String text = start + " " + (opening + " ").repeat(100_000) + " " + (closing + " ").repeat(100_000)
                + "; CREATE TABLE after_all (a int)";
        ReadScript script = ReadScript.of(text);
        ScriptObjects.of(script);
        script.statements().forEach(TransactionBlocks::refuse);
        assertThat(script.unfinished() != null || script.statements().size() == 2)
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "SELECT 'a; CREATE TABLE b () | a string",
                "SELECT E'a\\'; CREATE TABLE b () | a string",
                "SELECT \"a; CREATE TABLE b () | a quoted name",
                "SELECT U&\"a; CREATE TABLE b () | a quoted name",
                "SELECT $x$a; CREATE TABLE b () $X$ | a string in dollar quotes",
                "SELECT /* a; /* */ CREATE TABLE b () | a comment",
                "SELECT (a; CREATE TABLE b () | a parenthesis",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; | the body of a function"
            })
    void saysWhatHasNoEndAndInventsNothingInIt(String sql, String what) {
        ReadScript script = ReadScript.of(sql);
        ReadScript.Unfinished unfinished = script.unfinished();
        assertThat(unfinished).isNotNull();
        assertThat(unfinished.what()).isEqualTo(what);
        assertThat(ScriptObjects.of(script).of("table")).isEmpty();
    }

    @Test
    void keepsTheLinesOfStatementsAroundCommandsOfPsql() {
        ReadScript script = ReadScript.of("SELECT 1\n\\x\n;\n  SELECT 2\r\n\\y\r\n;\r SELECT 3;");
        assertThat(script.statements()).extracting(Statement::line).containsExactly(1, 4, 7);
        assertThat(script.statements()).extracting(Statement::column).containsExactly(1, 3, 2);
        assertThat(script.metaCommands()).extracting(MetaCommand::line).containsExactly(2, 5);
    }
}
