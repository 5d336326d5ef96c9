package dev.migrationcontrol.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.StartRefused;
import dev.migrationcontrol.execution.Targets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessReaderTest {
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String ACCESS = "migration-control.access.";

    private static Environments environments() {
        return new Environments(
                List.of(Targets.environment("test", false), Targets.environment("production", true)),
                Targets.environment("control", false).database());
    }

    private static AccessRules read(Map<String, String> variables) {
        return AccessReader.read(variables, environments());
    }

    private static Map<String, String> granted(String... more) {
        Map<String, String> variables = new TreeMap<>(Map.of(
                ACCESS + "tokens.ci.sha256", HASH,
                ACCESS + "grants.ci.token", "ci",
                ACCESS + "grants.ci.role", "deployer",
                ACCESS + "grants.ci.environments", "test"));
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return variables;
    }

    @Test
    void nothingConfiguredIsOpen() {
        assertThat(read(Map.of()).isOpen()).isTrue();
        assertThat(read(granted()).isOpen()).isFalse();
        assertThat(read(Map.of(ACCESS + "tokens.ci.sha256", HASH)).isOpen()).isFalse();
    }

    @Test
    void propertiesAndVariablesSayTheSame() {
        AccessRules rules = read(Map.of(
                "MIGRATION_CONTROL_ACCESS_TOKENS_CI_SHA256", HASH.toUpperCase(java.util.Locale.ROOT),
                "MIGRATION_CONTROL_ACCESS_GRANTS_CI_TOKEN", "ci",
                "MIGRATION_CONTROL_ACCESS_GRANTS_CI_ROLE", "deployer",
                "MIGRATION_CONTROL_ACCESS_GRANTS_CI_ENVIRONMENTS", "test"));
        assertThat(rules).isEqualTo(read(granted()));
        assertThat(read(granted("migration.control.access.tokens.ci.sha256", HASH)))
                .isEqualTo(rules);
        assertThat(rules.tokens()).containsExactly(Map.entry(HASH, "ci"));
        assertThat(rules.caller("ci").grants())
                .containsExactly(new Grant("ci", Role.DEPLOYER, java.util.Set.of("test"), null));
    }

    @ParameterizedTest
    @CsvSource({
        "tokens.ci.sha256, abc, is no SHA-256",
        "tokens.ci.secret, abc, ends in no known key of a token",
        "tokens.C!.sha256, abc, gives no valid name",
        "tokens.other.owner, alice, 'configures the token other, which has no sha256'",
        "tokens.ci.owner, 'a\u0007b', is no owner",
        "grants.ci.token, nobody, names no configured token",
        "grants.ci.role, root, names no role",
        "grants.ci.environments, staging, names an environment that is not configured",
        "grants.ci.environments, 'test,*', names an environment that is not configured",
        "grants.ci.until, tomorrow, is no moment",
        "grants.ci.verbs, upgrade, ends in no known key of a grant",
        "grants.other.role, viewer, 'configures the grant other, which has no token'",
        "grant.ci.role, viewer, is no setting of access",
        "token, x, is no setting of access",
        "public-pages, everything, names no page"
    })
    void whatIsWrongIsNamed(String key, String value, String wrong) {
        Map<String, String> variables = granted(ACCESS + key, value);
        assertThatThrownBy(() -> read(variables))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(ACCESS + key.replace(" ", ""))
                .hasMessageContaining(wrong);
    }

    @Test
    void theValueOfAHashIsNotShown() {
        Map<String, String> variables = granted(ACCESS + "tokens.ci.sha256", "mct_the-token-itself");
        assertThatThrownBy(() -> read(variables)).hasMessageNotContaining("mct_the-token-itself");
    }

    @Test
    void anOwnerIsThePersonWhoAnswersForAToken() {
        Caller ownerless = read(granted()).caller("ci");
        assertThat(ownerless.owner()).isEqualTo("token|ci");
        assertThat(ownerless.isPersonal()).isFalse();
        Caller owned = read(granted("MIGRATION_CONTROL_ACCESS_TOKENS_CI_OWNER", " alice "))
                .caller("ci");
        assertThat(owned.owner()).isEqualTo("alice");
        assertThat(owned.isPersonal()).isTrue();
    }

    @Test
    void severalGrantsOfOneTokenAddUp() {
        AccessRules rules = read(granted(
                ACCESS + "grants.look.token", "ci",
                ACCESS + "grants.look.role", "viewer",
                ACCESS + "grants.look.environments", "*",
                ACCESS + "public-pages", "documentation, metrics"));
        assertThat(rules.caller("ci").grants()).extracting(Grant::name).containsExactly("ci", "look");
        assertThat(rules.publicPages()).containsExactlyInAnyOrder(PublicPage.DOCUMENTATION, PublicPage.METRICS);
    }
}
