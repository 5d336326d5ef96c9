package dev.migrationcontrol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellTest {
    @Test
    void wordsAreQuotedWhereTheyNeedIt() {
        assertThat(Shell.word("db/migrations/upgrade.sql")).isEqualTo("db/migrations/upgrade.sql");
        assertThat(Shell.word("my dir; rm -rf x")).isEqualTo("'my dir; rm -rf x'");
        assertThat(Shell.word("it's\n$(here)")).isEqualTo("'it'\\''s $(here)'");
        assertThat(Shell.word("")).isEqualTo("''");
    }

    @Test
    void jsonIsWrittenWhole() {
        assertThat(Shell.json(Map.of("a", "b\"\n\\"))).isEqualTo("{\"a\":\"b\\\"\\n\\\\\"}");
    }

    /** What the plan tells to type does not do what a folder is called. */
    @Test
    void foldersOfAlembicAndDjangoCannotAddCommands() {
        SampleReports sample = new SampleReports("", 1);
        TreeAuditReport report = sample.tree(List.of());
        List<String> commands = TreePlanSources.of(
                        report,
                        List.of(
                                sample.system("alembic", "a b;reboot", true),
                                sample.system("django", "c&reboot/shop/migrations", true)))
                .preparation();
        assertThat(commands)
                .contains(
                        "alembic upgrade heads --sql > 'a b;reboot/upgrade.sql'",
                        "alembic downgrade head:base --sql > 'a b;reboot/downgrade.sql'",
                        "mkdir -p 'c&reboot/sql'");
    }
}
