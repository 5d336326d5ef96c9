package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final String BILLING = "BILLING_DATABASE_URL";
    private static final String URL = "postgres://u@h/d";

    @Test
    void hasDefaults() {
        Policy policy = Planned.environments(BILLING, URL).require("billing").policy();
        assertThat(policy).isEqualTo(Policy.defaults(List.of("filesystem:migrations")));
        assertThat(policy.schemas()).containsExactly("public");
        assertThat(policy.defaultSchema()).isEqualTo("public");
        assertThat(policy.historyTable()).isEqualTo("flyway_schema_history");
        assertThat(policy.lockTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.statementTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(policy.statusTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy.lockWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.isProtected()).isFalse();
    }

    @Test
    void placeholdersMayBeEmptyOrBlank() {
        Policy policy = Planned.environments(
                        BILLING,
                        URL,
                        "migration-control.environments.billing.placeholders.none",
                        "",
                        "MIGRATION_CONTROL_ENVIRONMENTS_BILLING_PLACEHOLDERS_SPACE",
                        " ",
                        "migration-control.environments.billing.placeholders.literal",
                        "$${x}")
                .require("billing")
                .policy();
        assertThat(policy.placeholders())
                .containsEntry("none", "")
                .containsEntry("space", " ")
                .containsEntry("literal", "${x}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,b | a;b",
                "a\\,b,c | a,b;c",
                "\"a,b\", c | a,b;c",
                "\"say \"\"hi\"\"\",c | say \"hi\";c",
                "my schema , other | my schema;other",
                "\" padded \" | ` padded `",
                "it's | it's",
                "o\"k | o\"k",
                "ünï,b | ünï;b"
            })
    void namesMayHoldCommasSpacesAndQuotes(String setting, String names) {
        for (String key : List.of("schemas", "locations")) {
            Policy policy = Planned.environments(BILLING, URL, "migration-control.environments.billing." + key, setting)
                    .require("billing")
                    .policy();
            assertThat(key.equals("schemas") ? policy.schemas() : policy.locations())
                    .containsExactly(names.split(";"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"open", "\"a\"b", ",", "\"\""})
    void refusesListsThatAreNone(String setting) {
        assertThat(Planned.problems(BILLING, URL, "migration-control.environments.billing.schemas", setting))
                .extracting(Misconfiguration::variable)
                .containsExactly("migration-control.environments.billing.schemas");
    }

    @Test
    void refusesNamesThatTheServerWouldCut() {
        assertThat(limit("schemas", "s".repeat(63))).isEmpty();
        assertThat(limit("schemas", "public," + "s".repeat(64))).contains("64 bytes");
        assertThat(limit("schemas", "ä".repeat(32))).contains("64 bytes");
        assertThat(limit("schemas", "🐘".repeat(15))).isEmpty();
        assertThat(limit("schemas", "pg_mine")).contains("pg_");
        assertThat(limit("history-table", "h".repeat(61))).isEmpty();
        assertThat(limit("history-table", "h".repeat(62))).contains("62 bytes");
        assertThat(limit("history-table", "ü".repeat(31))).contains("62 bytes");
        assertThat(Planned.problems(BILLING, "postgres://u@h/" + "d".repeat(64)))
                .extracting(Misconfiguration::wrong)
                .containsExactly("has a database name of more than 63 bytes");
    }

    private static String limit(String key, String value) {
        List<Misconfiguration> problems =
                Planned.problems(BILLING, URL, "migration-control.environments.billing." + key, value);
        return problems.isEmpty()
                ? ""
                : problems.get(0).variable() + " " + problems.get(0).wrong();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?search_path=core | core",
                "?currentSchema=core,public | core",
                "?options=-c%20search_path%3Dcore | core",
                "?options=-csearch_path%3Dcore | core",
                "?options=--search_path%3Dcore%20-c%20lock_timeout%3D1s | core",
                "?options=-c%20search_path%3Da%20-c%20SEARCH_PATH%3Db | b",
                "?options=-c%20search_path%3Da%5C%20b | a b",
                "?search_path=Core | core",
                "?search_path=%22Core%22 | Core",
                "?options=-c%20lock_timeout%3D1s | public"
            })
    void theSearchPathOfAUrlSaysWhichSchemaIsMeant(String query, String schema) {
        Policy policy =
                Planned.environments(BILLING, URL + query).require("billing").policy();
        assertThat(policy.schemas()).containsExactly(schema);
        assertThat(policy.schemasAreSaid()).isEqualTo(!schema.equals("public"));
        Policy chosen = Planned.environments(
                        BILLING, URL + query, "migration-control.environments.billing.schemas", "mine,public")
                .require("billing")
                .policy();
        assertThat(chosen.schemas()).containsExactly("mine", "public");
        assertThat(chosen.schemasAreSaid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?search_path=%22$user%22,public",
                "?search_path=$user",
                "?options=-c%20search_path%3Dpg_catalog",
                "?search_path=,"
            })
    void refusesASearchPathThatNamesNoSchemaFirst(String query) {
        assertThat(Planned.problems(BILLING, URL + query))
                .extracting(Misconfiguration::variable)
                .containsExactly(BILLING);
    }

    @Test
    void isReadFromProperties() {
        String block = "migration-control.environments.billing.";
        assertBillingIsConfigured(Planned.environments(
                BILLING,
                URL,
                block + "display-order",
                "-3",
                block + "protected",
                "yes",
                block + "schemas",
                "billing, audit",
                block + "history-table",
                "history",
                block + "locations",
                "filesystem:a,filesystem:b",
                block + "placeholders.tenant",
                "acme",
                block + "placeholders.\"region\"",
                "eu",
                block + "mixed",
                "true",
                block + "out-of-order",
                "ON",
                block + "lock-timeout",
                "PT1.5S",
                block + "statement-timeout",
                "0",
                block + "status-timeout",
                "500ms",
                block + "lock-wait",
                "1m",
                block + "on-busy",
                "QUEUE",
                block + "queue-limit",
                "3",
                block + "retry-attempts",
                "1",
                block + "retry-budget",
                "PT30S",
                block + "max-blocked-sessions",
                "0",
                block + "max-blocked-time",
                "PT4S",
                block + "resume",
                "false",
                block + "after",
                "test",
                block + "within",
                "30d",
                "TEST_DATABASE_URL",
                "postgres://u@h/test"));
    }

    @Test
    void isReadFromEnvironmentVariables() {
        String block = "MIGRATION_CONTROL_ENVIRONMENTS_BILLING_";
        assertBillingIsConfigured(Planned.environments(
                BILLING,
                URL,
                block + "DISPLAY_ORDER",
                "-3",
                block + "PROTECTED",
                "true",
                block + "SCHEMAS",
                "billing,audit",
                block + "HISTORY_TABLE",
                "history",
                block + "LOCATIONS",
                "filesystem:a,filesystem:b",
                block + "PLACEHOLDERS_TENANT",
                "acme",
                block + "PLACEHOLDERS_REGION",
                "eu",
                block + "MIXED",
                "1",
                block + "OUT_OF_ORDER",
                "true",
                block + "LOCK_TIMEOUT",
                "1500ms",
                block + "STATEMENT_TIMEOUT",
                "PT0S",
                block + "STATUS_TIMEOUT",
                "PT0.5S",
                block + "LOCK_WAIT",
                "60",
                block + "ON_BUSY",
                "queue",
                block + "QUEUE_LIMIT",
                "3",
                block + "RETRY_ATTEMPTS",
                "1",
                block + "RETRY_BUDGET",
                "30s",
                block + "MAX_BLOCKED_SESSIONS",
                "0",
                block + "MAX_BLOCKED_TIME",
                "4s",
                block + "RESUME",
                "off",
                block + "AFTER",
                "test",
                block + "WITHIN",
                "P30D",
                "TEST_DATABASE_URL",
                "postgres://u@h/test"));
    }

    private static void assertBillingIsConfigured(Environments environments) {
        assertThat(environments.require("billing").policy())
                .isEqualTo(new Policy(
                                -3,
                                true,
                                List.of("billing", "audit"),
                                "history",
                                List.of("filesystem:a", "filesystem:b"),
                                Map.of("tenant", "acme", "region", "eu"),
                                true,
                                true,
                                Duration.ofMillis(1500),
                                Duration.ZERO,
                                Duration.ofMillis(500),
                                Duration.ofMinutes(1),
                                new ExecutionPolicy(
                                        ExecutionPolicy.OnBusy.QUEUE,
                                        3,
                                        1,
                                        Duration.ofSeconds(30),
                                        0,
                                        Duration.ofSeconds(4),
                                        false))
                        .withPromotion(new PromotionPolicy(List.of("test"), Duration.ofDays(30)))
                        .withReview(new ReviewPolicy(
                                true,
                                false,
                                0,
                                Duration.ofHours(24),
                                true,
                                RehearsalPlace.WHERE_POSSIBLE,
                                false,
                                ReviewPolicy.AcceptLoss.USUAL)));
    }

    @ParameterizedTest
    @CsvSource({
        "BILLING_EU_LOCK_TIMEOUT, billing-eu, lock-timeout",
        "BILLING_READ_URL, billing, read-url",
        "BILLING_EU_URL, billing-eu, url",
        "BILLING_OUT_OF_ORDER, billing, out-of-order",
        "LOCK_LOCK_WAIT, lock, lock-wait",
        "BILLING_PLACEHOLDERS_LOCK_WAIT, billing, placeholders.lock_wait",
        "BILLING_PASSWORD_FILE, billing, password-file",
    })
    void splitsAVariableAtTheLongestKnownKey(String variable, String environment, String key) {
        assertThat(PropertyName.parse("MIGRATION_CONTROL_ENVIRONMENTS_" + variable))
                .contains(new PropertyName(environment, key));
    }

    @Test
    void takesTheLocationsOfAllEnvironmentsUnlessOneHasItsOwn() {
        Environments environments = Planned.environments(
                BILLING,
                URL,
                "TEST_DATABASE_URL",
                "postgres://u@h/t",
                "MIGRATION_CONTROL_LOCATIONS",
                "filesystem:all",
                "migration-control.environments.test.locations",
                "filesystem:own");
        assertThat(environments.require("billing").policy().locations()).containsExactly("filesystem:all");
        assertThat(environments.require("test").policy().locations()).containsExactly("filesystem:own");
    }

    @Test
    void prefersTheDottedSpellingForWhichTheConfigurationHasFoundTheStrongestSource() {
        assertThat(Planned.environments(
                                BILLING,
                                URL,
                                "migration-control.environments.billing.schemas",
                                "strong",
                                "MIGRATION_CONTROL_ENVIRONMENTS_BILLING_SCHEMAS",
                                "weak")
                        .require("billing")
                        .policy()
                        .schemas())
                .containsExactly("strong");
    }

    @ParameterizedTest
    @CsvSource({
        "protected, maybe, true or false",
        "display-order, first, a whole number",
        "lock-timeout, soon, 'a duration above zero such as 2s, 10m or PT2S'",
        "lock-timeout, 0, 'a duration above zero such as 2s, 10m or PT2S'",
        "status-timeout, PT0S, 'a duration above zero such as 2s, 10m or PT2S'",
        "lock-wait, -1s, 'a duration such as 2s, 10m or PT2S'",
        "statement-timeout, 365d, 'a duration such as 2s, 10m or PT2S'",
        "schemas, ',', names separated by commas; one with a comma in double quotes",
    })
    void refusesAnUnusableValue(String key, String value, String instead) {
        String property = "migration-control.environments.billing." + key;
        assertThat(Planned.problems(BILLING, URL, property, value))
                .containsExactly(new Misconfiguration(property, "has an unusable value", "write " + instead));
    }

    @ParameterizedTest
    @CsvSource({
        "migration-control.environments.billing.lock-timout, lock-timeout",
        "migration-control.environments.billing.location, locations",
        "MIGRATION_CONTROL_ENVIRONMENTS_BILLING_LOCK_TIMOUT, lock-timeout",
        "MIGRATION_CONTROL_ENVIRONMENTS_BILLING_PROTECT, protected",
    })
    void suggestsTheNearestKnownKey(String variable, String nearest) {
        assertThat(Planned.problems(BILLING, URL, variable, "1"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.variable()).isEqualTo(variable);
                    assertThat(problem.instead()).startsWith("write " + nearest + "; known keys are url, read-url");
                });
    }

    @Test
    void listsTheKnownKeysWhereNoneIsNear() {
        assertThat(Planned.problems(BILLING, URL, "migration-control.environments.billing.colour", "1"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.instead()).startsWith("known keys are"));
    }
}
