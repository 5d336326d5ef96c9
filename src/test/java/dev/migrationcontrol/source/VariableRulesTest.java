package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the variables of a tree. */
class VariableRulesTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    private List<String> rulesOf(String file, String text) {
        return TestTree.rules(tree().with(file, text + "\n").read());
    }

    @Test
    void whatIsReadIsDefinedOrDescribedSomewhere() {
        String reads = "import os\nu = os.environ['DATABASE_URL']\n";
        assertThat(rulesOf("a.py", reads)).containsExactly("variable-never-defined");
        assertThat(rulesOf("README.md", "Set DATABASE_URL.")).isEmpty();
    }

    @Test
    void spellingsAreHeldAgainstTheStandard() {
        assertThat(rulesOf("a/a.py", "os.environ['SHOP_DB_DSN']")).contains("variable-not-standard");
        assertThat(rulesOf("a/a.py", "os.environ['DATABASE_TEST_URL']"))
                .contains("variable-deprecated")
                .doesNotContain("variable-not-standard");
        assertThat(rulesOf("a/a.py", "os.environ['SHOP_DATABASE_URL'], os.environ['PGHOST']"))
                .doesNotContain("variable-deprecated", "variable-not-standard");
    }

    @Test
    void passwordsThatAreNotListedAreCounted() {
        StringBuilder secrets = new StringBuilder();
        for (int i = 0; i < 53; i++) {
            secrets.append("URL_")
                    .append(i)
                    .append(": postgresql://app:Tr0ub4dor-")
                    .append(i)
                    .append("@db/app\n");
        }
        SourceReport report = tree().with("k8s/secret.yaml", secrets.toString()).read();
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("secret-in-plain-text"))
                .hasSize(51)
                .anyMatch(finding -> finding.detail().startsWith("3 more passwords"));
    }
}
