package dev.migrationcontrol.conversion.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.database.Login;
import dev.migrationcontrol.environment.database.LoginSource;
import dev.migrationcontrol.environment.database.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolWordsTest {
    @Test
    void hidesThePasswordsOfTheStartAndThoseOfNow() {
        ToolWords words = new ToolWords(new Environments(
                List.of(),
                TestServer.databaseAs("app", "first", "control")
                        .withSource(LoginSource.fixed("X", new Login("app", new Secret<>("second"))))));
        assertThat(words.last("refused first\nrefused second\nrefused third"))
                .containsExactly("refused ***", "refused ***", "refused third");
    }
}
