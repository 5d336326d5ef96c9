package dev.migrationcontrol.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.StartRefused;
import dev.migrationcontrol.execution.Targets;
import java.util.HashMap;
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
        assertThat(read(Map.of(ACCESS + "mode", "closed")).isOpen()).isFalse();
        assertThat(read(Map.of("MIGRATION_CONTROL_ACCESS_MODE", "open-acknowledged"))
                        .isOpen())
                .isTrue();
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

    private static Map<String, String> issued(String... more) {
        String[] provider = {
            ACCESS + "providers.gh.preset", "github",
            ACCESS + "providers.gh.audience", "https://migrations.example.org",
            ACCESS + "grants.jobs.provider", "gh",
            ACCESS + "grants.jobs.claims.repository_id", "74",
            ACCESS + "grants.jobs.claims.ref", "refs/heads/release/*",
            ACCESS + "grants.jobs.role", "deployer",
            ACCESS + "grants.jobs.environments", "test"
        };
        Map<String, String> variables = granted(provider);
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return variables;
    }

    @Test
    void issuersAndClaimsAreReadInBothSpellings() {
        AccessRules rules = read(issued());
        assertThat(rules.providers()).singleElement().satisfies(provider -> {
            assertThat(provider.issuer()).isEqualTo("https://token.actions.githubusercontent.com");
            assertThat(provider.grants())
                    .singleElement()
                    .satisfies(each -> assertThat(each.claims())
                            .containsOnly(Map.entry("repository_id", "74"), Map.entry("ref", "refs/heads/release/*")));
        });
        Map<String, String> variables = granted();
        issued().forEach((name, value) -> {
            if (!variables.containsKey(name)) {
                variables.put(name.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"), value);
            }
        });
        assertThat(variables).containsKey("MIGRATION_CONTROL_ACCESS_GRANTS_JOBS_CLAIMS_REPOSITORY_ID");
        assertThat(read(variables)).isEqualTo(rules);
        Map<String, String> nested = issued(
                ACCESS + "grants.jobs.claims.\"kubernetes.io/namespace\"", "ops", ACCESS + "grants.jobs.subject", "x");
        assertThat(read(nested).providers().get(0).grants().get(0).claims())
                .containsEntry("kubernetes.io/namespace", "ops")
                .containsEntry("sub", "x");
    }

    @ParameterizedTest
    @CsvSource({
        "providers.gh.preset, circle, names no preset",
        "providers.gh.issuer, http://issuer.example.org, is no address of an issuer",
        "providers.gh.issuer, 'http://127.0.0.1:9/gh', is no address of an issuer",
        "providers.gh.issuer, https://a@issuer.example.org, is no address of an issuer",
        "providers.gh.issuer, 'https://issuer.example.org?x=1', is no address of an issuer",
        "providers.gh.issuer, issuer, is no address of an issuer",
        "providers.gh.authority, /nowhere/ca.crt, names a file that cannot be read",
        "providers.gh.password, x, ends in no known key of a provider",
        "providers.gh.secret, x, 'is for a login, which needs a client'",
        "providers.gh.secret-file, /nowhere, 'is for a login, which needs a client'",
        "providers.gh.scopes, openid, 'is for a login, which needs a client'",
        "providers.gh.client, console, 'is for the login of people'",
        "address, x, is no address of this service",
        "address, 'https://migrations.example.org/console', is no address of this service",
        "address, 'https://a@migrations.example.org', is no address of this service",
        "providers.token.audience, x, names a provider as callers with tokens are named",
        "providers.other.audience, x, 'configures the provider other, which has no issuer'",
        "providers.other.issuer, https://x.example.org, 'configures the provider other, which has no audience'",
        "grants.jobs.token, ci, is set together with provider",
        "grants.jobs.provider, hub, names no configured provider",
        "grants.jobs.claims.ref, 'refs/*/x', is no value of a claim",
        "grants.jobs.claims.ref, *, is no value of a claim",
        "grants.jobs.claims.ref, '/*', is no value of a claim",
        "grants.jobs.claims.ref, 'refs/heads/*/*', is no value of a claim",
        "grants.jobs.claims., x, ends in no known key of a grant"
    })
    void whatIsWrongWithAnIssuerIsNamed(String key, String value, String wrong) {
        Map<String, String> variables = issued(ACCESS + key, value);
        assertThatThrownBy(() -> read(variables))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(ACCESS + key)
                .hasMessageContaining(wrong);
    }

    @Test
    void howPeopleLogInIsRead() {
        String staff = ACCESS + "providers.staff.";
        Map<String, String> variables = new HashMap<>(Map.of(
                staff + "issuer",
                "https://login.example.org",
                staff + "audience",
                "https://migrations.example.org",
                staff + "client",
                "console",
                "MIGRATION_CONTROL_ACCESS_PROVIDERS_STAFF_SECRET",
                "canary-secret",
                staff + "scopes",
                "openid, groups",
                "MIGRATION_CONTROL_ACCESS_ADDRESS",
                "https://migrations.example.org/"));
        AccessRules rules = read(variables);
        assertThat(rules.address()).hasToString("https://migrations.example.org");
        Provider.Client client = rules.providers().get(0).client();
        assertThat(client.id()).isEqualTo("console");
        assertThat(client.secret().reveal()).isEqualTo("canary-secret");
        assertThat(client.scopes()).isEqualTo("openid groups");
        assertThat(rules.toString()).doesNotContain("canary");

        variables.remove("MIGRATION_CONTROL_ACCESS_PROVIDERS_STAFF_SECRET");
        variables.remove(staff + "scopes");
        variables.put("MIGRATION_CONTROL_ACCESS_PROVIDERS_STAFF_SECRET_FILE", "/dev/null");
        Provider.Client other = read(variables).providers().get(0).client();
        assertThat(other.secretFile()).hasToString("/dev/null");
        assertThat(other.secret()).isNull();
        assertThat(other.scopes()).isEqualTo("openid profile email");
        assertThatThrownBy(() -> read(with(variables, staff + "scopes", "profile")))
                .hasMessageContaining("does not ask for a login");
        assertThatThrownBy(() -> read(with(variables, staff + "client", "two words")))
                .hasMessageContaining("is no id of a client");
        assertThatThrownBy(() -> read(
                        with(variables, "MIGRATION_CONTROL_ACCESS_PROVIDERS_STAFF_SECRET_FILE", "/nowhere/secret")))
                .hasMessageContaining("names a file that cannot be read");
    }

    private static Map<String, String> with(Map<String, String> variables, String name, String value) {
        Map<String, String> changed = new HashMap<>(variables);
        changed.put(name, value);
        return changed;
    }

    @ParameterizedTest
    @CsvSource({
        "github, , environment, would grant to everyone's projects",
        "github, , repository_owner, would grant to everyone's projects",
        "gitlab, , ref, would grant to everyone's projects",
        "people, https://gitlab.com, user_id, would grant to everyone's projects",
        "people, 'https://token.actions.githubusercontent.com/acme', ref, would grant to everyone's projects",
        "people, https://login.example.org, '', would grant to everyone whom the provider knows"
    })
    void aGrantToEveryoneStopsTheStart(String preset, String issuer, String claim, String wrong) {
        Map<String, String> variables = granted(
                ACCESS + "providers.p.preset", preset,
                ACCESS + "providers.p.audience", "a",
                ACCESS + "grants.jobs.provider", "p",
                ACCESS + "grants.jobs.role", "viewer",
                ACCESS + "grants.jobs.environments", "*");
        if (issuer != null) {
            variables.put(ACCESS + "providers.p.issuer", issuer);
        }
        if (!claim.isEmpty()) {
            variables.put(ACCESS + "grants.jobs.claims." + claim, "x");
        }
        assertThatThrownBy(() -> read(variables))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(ACCESS + "grants.jobs.provider")
                .hasMessageContaining(wrong);
    }

    @Test
    void anIssuerIsConfiguredOnce() {
        Map<String, String> variables =
                issued(ACCESS + "providers.second.preset", "github", ACCESS + "providers.second.audience", "x");
        assertThatThrownBy(() -> read(variables)).hasMessageContaining("configures the issuer of gh a second time");
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
