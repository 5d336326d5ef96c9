package dev.migrationcontrol.conversion.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingListTest {
    private final Findings findings = new Findings();

    @Test
    void listsAsManyAsItsBound() {
        warn(Findings.MOST);
        assertThat(findings.list())
                .hasSize(Findings.MOST)
                .noneMatch(each -> each.rule().equals("more-findings"));
    }

    @Test
    void countsTheOthersAndIsAsSevereAsTheWorstOfThem() {
        warn(Findings.MOST + 10);
        findings.error("wrong", "a.sql:1", "It is wrong.", "Correct it.");
        findings.inform("good", "a.sql:2", "It is good.", "Nothing.");
        List<Finding> all = findings.list();
        Finding last = all.get(all.size() - 1);
        assertThat(all).hasSize(Findings.MOST + 1);
        assertThat(last.rule()).isEqualTo("more-findings");
        assertThat(last.severity()).isEqualTo(Severity.ERROR);
        assertThat(last.detail()).contains("12 more findings");
    }

    private void warn(int number) {
        for (int i = 0; i < number; i++) {
            findings.warn("odd", "a.sql:" + i, "It is odd.", "Look at it.");
        }
    }
}
