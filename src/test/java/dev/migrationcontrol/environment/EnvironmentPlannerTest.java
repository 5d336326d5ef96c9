package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.environment.database.Secret;
import io.quarkus.runtime.LaunchMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentPlannerTest {
    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, main",
        "TEST_DATABASE_URL, test",
        "PRODUCTION_DATABASE_URL, production",
        "BILLING_EU_DATABASE_URL, billing-eu",
        "GEO_DATABASE_URL, geo",
        "DB2_DATABASE_URL, db2",
        "migration-control.environments.shop.url, shop",
        "MIGRATION_CONTROL_ENVIRONMENTS_SHOP_EU_URL, shop-eu",
    })
    void namesTheEnvironmentAfterItsVariable(String variable, String name) {
        Environment environment =
                Planned.environments(variable, "postgres://u:p@h/d").require(name);
        assertThat(environment.variable()).isEqualTo(variable);
        assertThat(environment.database().display()).isEqualTo("h:5432/d");
        assertThat(environment.statusDatabase()).isEqualTo(environment.database());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DATABASE_URL_POOL",
                "XDATABASE_URL",
                "MY_URL",
                "database_url",
                "test.database.url",
                "DATABASE_URI"
            })
    void takesNoOtherVariableForADatabase(String variable) {
        assertThat(Planned.environments(variable, "postgres://u:p@h/d").all()).isEmpty();
    }

    @Test
    void readsTheReplicaForReadOnlyChecks() {
        Environments environments = Planned.environments(
                "DATABASE_URL", "postgres://u@primary/d",
                "DATABASE_READ_URL", "postgres://u@replica/d",
                "TEST_DATABASE_URL", "postgres://u@primary/t",
                "TEST_DATABASE_READ_URL", "postgres://u@replica/t",
                "migration-control.environments.shop.url", "postgres://u@primary/s",
                "migration-control.environments.shop.read-url", "postgres://u@replica/s");
        assertThat(environments.require("main").statusDatabase().display()).isEqualTo("replica:5432/d");
        assertThat(environments.require("test").statusDatabase().display()).isEqualTo("replica:5432/t");
        assertThat(environments.require("shop").statusDatabase().display()).isEqualTo("replica:5432/s");
        assertThat(environments.require("main").database().display()).isEqualTo("primary:5432/d");
    }

    @Test
    void composesMainOfTheSingleVariables() {
        Environment main = Planned.environments(
                        "DB_HOST", "db", "DB_PORT", "5433", "DB_NAME", "d", "DB_USER", "u", "DB_PASSWORD", "p$1\\{x@/%")
                .require("main");
        assertThat(main.variable()).isEqualTo("DB_HOST");
        assertThat(main.database().display()).isEqualTo("db:5433/d");
        assertThat(main.database().user()).isEqualTo("u");
        assertThat(main.database().password()).isEqualTo(new Secret<>("p$1\\{x@/%"));
    }

    @ParameterizedTest
    @CsvSource({
        "db, db:5432/d",
        "::1, [::1]:5432/d",
        "[::1]:5433, [::1]:5433/d",
        "db:5433, db:5433/d",
        "'a,b', 'a:5432,b:5432/d'"
    })
    void takesAnyHost(String host, String display) {
        assertThat(Planned.environments("DB_HOST", host, "DB_NAME", "d")
                        .require("main")
                        .database()
                        .display())
                .isEqualTo(display);
    }

    @Test
    void takesSingleVariablesThatOnlyComposeTheUrlForNoSecondDatabase() {
        Environments environments = Planned.environments(
                "DATABASE_URL", "postgres://${DB_USER}:${DB_PASSWORD}@${DB_HOST}:5432/${DB_NAME}?sslmode=require",
                "DB_HOST", "h",
                "DB_NAME", "d",
                "DB_USER", "u",
                "DB_PASSWORD", "p");
        assertThat(environments.require("main").variable()).isEqualTo("DATABASE_URL");
        assertThat(environments.require("main").database().parameters()).containsEntry("sslmode", "require");
    }

    @Test
    void takesASingleVariableThatAUrlRefersToForAnIngredient() {
        assertThat(Planned.environments(
                                "TEST_DATABASE_URL", "postgres://u@${DB_HOST}/d", "DB_HOST", "h", "DB_PORT", "1")
                        .all())
                .extracting(each -> each.database().display())
                .containsExactly("h:5432/d");
    }

    @Test
    void takesALoginFromProperties() {
        Environment test = Planned.environments(
                        "TEST_DATABASE_URL", "postgres://h/d",
                        "migration-control.environments.test.username", "u",
                        "MIGRATION_CONTROL_ENVIRONMENTS_TEST_PASSWORD", "p")
                .require("test");
        assertThat(test.database().user()).isEqualTo("u");
        assertThat(test.database().password()).isEqualTo(new Secret<>("p"));
    }

    @Test
    void readsTheDeprecatedSpellingAndWarns() {
        EnvironmentPlan blueprint =
                Planned.from("CONTROL_DATABASE_URL", Planned.CONTROL, "DATABASE_TEST_URL", "postgres://u@h/d");
        assertThat(blueprint.environments()).singleElement().satisfies(test -> {
            assertThat(test.name()).isEqualTo("test");
            assertThat(test.variable()).isEqualTo("DATABASE_TEST_URL");
        });
        assertThat(blueprint.warnings())
                .containsExactly("DATABASE_TEST_URL is the deprecated spelling of TEST_DATABASE_URL: rename it");
    }

    @Test
    void warnsOfBothSpellingsWithOneValue() {
        EnvironmentPlan blueprint = Planned.from(
                "CONTROL_DATABASE_URL", Planned.CONTROL,
                "DATABASE_TEST_URL", "postgres://u@h/d",
                "TEST_DATABASE_URL", "postgres://u@h/d");
        assertThat(blueprint.environments()).extracting(Environment::variable).containsExactly("TEST_DATABASE_URL");
        assertThat(blueprint.warnings()).hasSize(1);
    }

    @Test
    void readsTheDeprecatedSpellingOfReplicaAndControl() {
        EnvironmentPlan blueprint = Planned.from(
                "DATABASE_CONTROL_URL", Planned.CONTROL,
                "TEST_DATABASE_URL", "postgres://u@h/d",
                "DATABASE_TEST_READ_URL", "postgres://u@replica/d");
        assertThat(blueprint.control()).isNotNull();
        assertThat(blueprint.environments())
                .extracting(test -> test.statusDatabase().display())
                .containsExactly("replica:5432/d");
        assertThat(blueprint.warnings()).hasSize(2);
    }

    @Test
    void ordersByDisplayOrderThenName() {
        Environments environments = Planned.environments(
                "TEST_DATABASE_URL", "postgres://u@h/a",
                "ALPHA_DATABASE_URL", "postgres://u@h/b",
                "PRODUCTION_DATABASE_URL", "postgres://u@h/c",
                "migration-control.environments.production.display-order", "1");
        assertThat(environments.all()).extracting(Environment::name).containsExactly("production", "alpha", "test");
    }

    @Test
    void takesABlankVariableForNone() {
        assertThat(Planned.environments(
                                "DATABASE_URL", " ", "DATABASE_READ_URL", "", "TEST_DATABASE_URL", "postgres://u@h/d")
                        .all())
                .extracting(Environment::name)
                .containsExactly("test");
    }

    @Test
    void embedsEverythingWithoutAnyVariable() {
        for (LaunchMode mode : LaunchMode.values()) {
            EnvironmentPlan blueprint = Planned.planner(mode).plan();
            assertThat(blueprint.embeddedUse()).isEqualTo(EmbeddedUse.EVERYTHING);
            assertThat(blueprint.environments()).isEmpty();
            assertThat(blueprint.control()).isNull();
            assertThat(blueprint.embedded()).containsOnlyKeys("development", "test");
        }
    }

    @Test
    void givesEmbeddedEnvironmentsTheirPolicyAndTheSample() {
        EnvironmentPlan blueprint = Planned.from("migration-control.environments.development.lock-timeout", "9s");
        assertThat(blueprint.embedded().get("development").lockTimeout()).hasSeconds(9);
        assertThat(blueprint.embedded().get("test").locations()).containsExactly("filesystem:deploy/sample/migrations");
    }

    @Test
    void embedsTheControlDatabaseInDevelopmentAndTests() {
        for (LaunchMode mode : new LaunchMode[] {LaunchMode.DEVELOPMENT, LaunchMode.TEST}) {
            EnvironmentPlan blueprint =
                    Planned.planner(mode, "DATABASE_URL", "postgres://u@h/d").plan();
            assertThat(blueprint.embeddedUse()).isEqualTo(EmbeddedUse.CONTROL);
            assertThat(blueprint.embedded()).isEmpty();
        }
    }

    @Test
    void refusesToEmbedTheControlDatabaseOfAPackagedServiceAndNamesBothWaysOut() {
        assertThat(Planned.problems(LaunchMode.NORMAL, "DATABASE_URL", "postgres://u@h/d"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.variable()).isEqualTo("CONTROL_DATABASE_URL");
                    assertThat(problem.instead())
                            .contains("set CONTROL_DATABASE_URL", "migration-control.embedded.control=true");
                });
    }

    @Test
    void embedsTheControlDatabaseOfAPackagedServiceOnceThatIsAcknowledged() {
        Embedded acknowledged = new Embedded(Path.of("nowhere"), false, true, Duration.ZERO);
        EnvironmentPlan blueprint = new EnvironmentPlanner(
                        Map.of("DATABASE_URL", "postgres://u@h/d"), acknowledged, LaunchMode.NORMAL)
                .plan();
        assertThat(blueprint.embeddedUse()).isEqualTo(EmbeddedUse.CONTROL);
    }

    @Test
    void warnsOfAServiceWithoutEnvironments() {
        assertThat(Planned.from("CONTROL_DATABASE_URL", Planned.CONTROL).warnings())
                .containsExactly(
                        "CONTROL_DATABASE_URL is set, but no environment: set DATABASE_URL or <NAME>_DATABASE_URL");
    }
}
