package dev.migrationcontrol.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/rules.md} says what the rules say; {@code -Drules.update} writes it anew. */
class RulesDocumentTest {
    private static final Path FILE = Path.of("docs", "rules.md");

    @Test
    void theDocumentSaysWhatTheRulesSay() throws IOException {
        String text = RulesDocument.text();
        if (System.getProperty("rules.update") != null) {
            Files.writeString(FILE, text);
        }
        assertThat(Files.readString(FILE)).isEqualTo(text);
    }
}
