package dev.migrationcontrol.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

    private static Decision decide(Verb verb, @Nullable String environment, Grant... grants) {
        return Decisions.of(
                new Caller(Caller.Kind.CONFIGURED_TOKEN, "token|ci", "api-token:ci", null, List.of(grants)),
                verb,
                environment,
                NOW);
    }

    private static Grant grant(Role role, String environments) {
        return new Grant("g", role, Set.of(environments.split(",")), null);
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, VIEW, true",
        "VIEWER, PLAN, false",
        "VIEWER, CANCEL, false",
        "VIEWER, UPGRADE, false",
        "OPERATOR, CANCEL, true",
        "OPERATOR, AUDIT, true",
        "OPERATOR, PLAN, true",
        "OPERATOR, UPGRADE, false",
        "DEPLOYER, UPGRADE, true",
        "DEPLOYER, ROLLBACK, false",
        "DEPLOYER, CONSOLIDATE, false",
        "MAINTAINER, ROLLBACK, true",
        "MAINTAINER, BASELINE, true",
        "MAINTAINER, REPAIR, true",
        "MAINTAINER, CONSOLIDATE, true",
        "MAINTAINER, APPROVE, false",
        "MAINTAINER, ADMINISTER, false",
        "APPROVER, APPROVE, true",
        "APPROVER, VIEW, true",
        "APPROVER, UPGRADE, false",
        "APPROVER, CANCEL, false",
        "ADMIN, ADMINISTER, true",
        "ADMIN, VIEW, true",
        "ADMIN, UPGRADE, false",
        "ADMIN, APPROVE, false"
    })
    void aRoleAllowsItsVerbs(Role role, Verb verb, boolean allowed) {
        assertThat(decide(verb, "test", grant(role, "test")).allowed()).isEqualTo(allowed);
        assertThat(decide(verb, "production", grant(role, "test")).allowed()).isFalse();
        assertThat(decide(verb, "production", grant(role, "*")).allowed()).isEqualTo(allowed);
        assertThat(decide(verb, null, grant(role, "test")).allowed()).isEqualTo(allowed);
    }

    @Test
    void grantsAddUpAndNoneTakesAway() {
        assertThat(decide(Verb.ROLLBACK, "test", grant(Role.VIEWER, "*"), grant(Role.MAINTAINER, "test"))
                        .grant())
                .isEqualTo("g");
        assertThat(decide(Verb.ROLLBACK, "production", grant(Role.VIEWER, "*"), grant(Role.MAINTAINER, "test"))
                        .reasons())
                .containsExactlyInAnyOrder(
                        "The grant g gives viewer, which does not include rollback.",
                        "The grant g does not cover production.");
    }

    @Test
    void aGrantEndsAtItsMoment() {
        Grant ending = new Grant("g", Role.MAINTAINER, Set.of("*"), NOW);
        assertThat(decide(Verb.ROLLBACK, "test", ending).reasons())
                .containsExactly("The grant g ended at 2026-01-31T10:00:00Z.");
        Grant later = new Grant("g", Role.MAINTAINER, Set.of("*"), NOW.plusNanos(1));
        assertThat(decide(Verb.ROLLBACK, "test", later).allowed()).isTrue();
    }

    @Test
    void toBeRecognisedImpliesNothing() {
        assertThat(decide(Verb.VIEW, null).reasons())
                .containsExactly("The caller has no grant: to be recognised implies nothing.");
    }

    @Test
    void wrongCredentialsOfAnAddressAreCounted() {
        long[] now = {5};
        Attempts attempts = new Attempts(() -> now[0]);
        for (int i = 0; i < 10; i++) {
            assertThat(attempts.wrong("a")).isZero();
        }
        assertThat(attempts.wrong("a")).isBetween(1L, 61L);
        assertThat(attempts.wrong("b")).isZero();
        now[0] += 60_000_000_000L;
        assertThat(attempts.wrong("a")).isZero();
        for (int i = 0; i < 30_000; i++) {
            attempts.wrong("address " + i);
        }
        assertThat(attempts.addresses()).isLessThanOrEqualTo(10_000);
    }
}
