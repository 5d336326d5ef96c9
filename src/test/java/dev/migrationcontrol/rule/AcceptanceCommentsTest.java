package dev.migrationcontrol.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.migrationcontrol.rule.book.RuleBook;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A comment accepts for the statement that it is written at, or for the whole script where it says so. */
class AcceptanceCommentsTest {
    private static final String ACCEPT = "-- migration-control: accept index-without-concurrently: tiny";
    private static final String ONE = "CREATE INDEX a ON orders (total);";
    private static final String TWO = "CREATE INDEX b ON orders (total);";

    /** The statements whose finding is accepted. */
    private static List<Integer> accepted(String... lines) {
        return judge(lines).stream()
                .filter(each -> each.accepted() != null)
                .map(ScriptFinding::statement)
                .toList();
    }

    private static List<ScriptFinding> judge(String... lines) {
        JudgedScript script = JudgedScript.of("V1__x.sql", false, String.join("\n", lines), null);
        return RuleBook.all().judge(JudgeInput.of(List.of(script))).stream()
                .filter(each -> Set.of("index-without-concurrently", "acceptance-unusable")
                        .contains(each.rule()))
                .toList();
    }

    private static List<Integer> unusableLines(String... lines) {
        return judge(lines).stream()
                .filter(each -> each.rule().equals("acceptance-unusable"))
                .map(ScriptFinding::line)
                .toList();
    }

    @Test
    void directlyBeforeAStatementItIsAboutThisStatement() {
        assertThat(accepted(ACCEPT, ONE, TWO)).containsExactly(1);
        assertThat(accepted(ONE, "", ACCEPT, TWO)).containsExactly(2);
        assertThat(accepted(ONE, ACCEPT, "-- and another comment", TWO)).containsExactly(2);
        assertThat(accepted(ONE, "/* migration-control: accept index-without-concurrently: tiny */ " + TWO))
                .containsExactly(2);
        assertThat(accepted("\r" + ACCEPT + "\r", ONE + "\r", TWO)).containsExactly(1);
    }

    @Test
    void inAStatementAndAfterItOnTheSameLineItIsAboutThisStatement() {
        assertThat(accepted("CREATE INDEX a", ACCEPT, "ON orders (total);", TWO))
                .containsExactly(1);
        assertThat(accepted(ONE + " " + ACCEPT, TWO)).containsExactly(1);
        assertThat(accepted(ONE, TWO + " " + ACCEPT)).containsExactly(2);
    }

    @Test
    void atTheHeadBeforeAnEmptyLineItIsAboutTheWholeScript() {
        assertThat(accepted(ACCEPT, "", ONE, TWO)).containsExactly(1, 2);
        assertThat(accepted("-- a title", ACCEPT, "-- more", "", "-- of the first", ONE, TWO))
                .containsExactly(1, 2);
    }

    @Test
    void whereItSaysSoItIsAboutTheWholeScript() {
        String all = "-- migration-control: accept index-without-concurrently in this script: tiny";
        assertThat(accepted(ONE, TWO, all)).containsExactly(1, 2);
        assertThat(accepted(all, ONE, TWO)).containsExactly(1, 2);
    }

    @Test
    void atNoStatementItIsUnusable() {
        assertThat(accepted(ONE, "", ACCEPT, "", TWO)).isEmpty();
        assertThat(unusableLines(ONE, "", ACCEPT, "", TWO)).containsExactly(3);
        assertThat(unusableLines(ONE, ACCEPT)).containsExactly(2);
        assertThat(unusableLines(ACCEPT, "")).containsExactly(1);
    }

    @Test
    void veryManyCommentsAreReadInShortTimeAndNotAllReported() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            text.append("/* migration-control: accept no-such-rule-").append(i).append(": tiny */");
        }
        JudgedScript script = JudgedScript.of("V1__x.sql", false, text + "\n" + ONE, null);
        List<ScriptFinding> found = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> RuleBook.all().judge(JudgeInput.of(List.of(script))));
        assertThat(found)
                .filteredOn(each -> each.rule().equals("acceptance-unusable"))
                .hasSize(AcceptanceComments.MOST_UNUSABLE + 1)
                .last()
                .satisfies(last -> assertThat(last.message()).contains("more comments"));
    }

    @Test
    void anUnknownNameIsReportedWithTheOneThatMayBeMeant() {
        assertThat(judge(ONE, "-- migration-control: accept index-without-concurently: tiny", TWO))
                .filteredOn(each -> each.rule().equals("acceptance-unusable"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.line()).isEqualTo(2);
                    assertThat(finding.message()).contains("Perhaps index-without-concurrently is meant.");
                });
    }
}
