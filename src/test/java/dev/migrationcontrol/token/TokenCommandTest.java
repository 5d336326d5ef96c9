package dev.migrationcontrol.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.Grant;
import dev.migrationcontrol.access.Role;
import dev.migrationcontrol.control.ControlDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Map<String, String> variables, String... arguments) {
        return TokenCommand.run(
                List.of(arguments),
                variables,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String url(String database) {
        return "postgresql://" + TestServer.USER + "@" + TestServer.HOST + ":" + TestServer.port() + "/" + database;
    }

    private static Map<String, String> configured(String control) {
        return Map.of("CONTROL_DATABASE_URL", url(control), "SHOP_DATABASE_URL", url("shop"));
    }

    @Test
    void aTokenIsMadeInADatabaseThatNoServiceHasUsed() {
        String database = TestServer.createDatabase();
        int status = run(
                configured(database),
                "--name",
                "first",
                "--role",
                "admin",
                "--environments",
                "*",
                "--expires",
                "7d",
                "--owner",
                "alice");
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        String token = out.toString(StandardCharsets.UTF_8).strip();
        assertThat(token).matches("mct_[a-z2-7]{12}_[A-Za-z0-9_-]{43}");
        assertThat(err.size()).isZero();
        try (var pool = TestControl.pool(database, TestServer.USER, 2)) {
            LiveTokens live = new LiveTokens(
                    pool, new TokenStore(new ObjectMapper()), names -> List.of(), Clock.systemUTC(), System::nanoTime);
            Caller caller = live.find(token).join().orElseThrow();
            assertThat(caller.owner()).isEqualTo("alice");
            assertThat(caller.grants()).singleElement().satisfies(grant -> {
                assertThat(grant.role()).isEqualTo(Role.ADMIN);
                assertThat(grant.environments()).isEqualTo(Set.of(Grant.ALL));
                assertThat(grant.until())
                        .isBetween(
                                Instant.now().plusSeconds(6 * 86_400),
                                Instant.now().plusSeconds(8 * 86_400));
            });
            assertThat(ControlDatabase.<String>call(pool, connection -> {
                        var row = connection.createStatement().executeQuery("SELECT caller, kind FROM journal");
                        row.next();
                        return row.getString(1) + " " + row.getString(2);
                    }))
                    .isEqualTo("command-line TOKEN_CREATED");
        }
        assertThat(run(configured(database), "--name", "first", "--role", "viewer", "--environments", "shop"))
                .isZero();
        assertThat(run(configured(database), "--name", "first", "--role", "viewer", "--environments", "shop"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("The name first has 2 live tokens already");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--name ci --role viewer | --environments is missing",
                "--role viewer --environments shop | --name is missing",
                "--name ci --role root --environments shop | role must be one of viewer, operator",
                "--name C! --role viewer --environments shop | name must be 1 to 40 lower-case letters",
                "--name ci --role viewer --environments other | --environments names other; configured are shop",
                "--name ci --role viewer --environments shop,* | environments must be",
                "--name ci --role viewer --environments shop --expires soon | --expires must be days",
                "--name ci --role viewer --environments shop --expires 900d | expiresAt must be after now and at most 366",
                "--name ci --role viewer --environments shop --expires 0d | expiresAt must be after now",
                "--name ci --name ci | --name is given twice",
                "--name ci --role --environments shop | --role has no value",
                "--name | --name has no value",
                "--colour red | --colour is no option",
                "ci | ci is no option"
            })
    void aWrongCallSaysWhatIsWrongAndHowItIsCalled(String arguments, String wrong) {
        assertThat(run(configured("postgres"), arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(wrong, TokenCommand.USAGE);
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " | | CONTROL_DATABASE_URL is not set",
                "SHOP_DATABASE_URL | postgresql://x@localhost/shop | CONTROL_DATABASE_URL is not set",
                "CONTROL_DATABASE_URL | mysql://x | CONTROL_DATABASE_URL",
                "CONTROL_DATABASE_URL | postgresql://x:secret@127.0.0.1:1/control | it does not answer"
            })
    void withoutTheControlDatabaseItFails(String name, String value, String wrong) {
        Map<String, String> variables = new TreeMap<>();
        if (name != null) {
            variables.put(name, value);
        }
        assertThat(run(variables, "--name", "ci", "--role", "viewer", "--environments", "*"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(wrong).doesNotContain("secret@", "Exception");
        assertThat(out.size()).isZero();
    }
}
