package dev.migrationcontrol.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.access.Change;
import dev.migrationcontrol.access.Obstacle;
import dev.migrationcontrol.access.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FreezeRuleTest {
    private static final Instant NOW = Instant.parse("2026-12-24T12:00:00Z");

    private static Freeze freeze(String name, Freeze.Kind kind, String environment, long from, long until) {
        Span span = new Span(NOW.plusSeconds(from), NOW.plusSeconds(until));
        return new Freeze(name, kind, Set.of(environment), new Once(span), false, null);
    }

    private static Freeze deny(String name, String environment, long from, long until) {
        return freeze(name, Freeze.Kind.DENY, environment, from, until);
    }

    private static Freeze allow(String name, String environment, long from, long until) {
        return freeze(name, Freeze.Kind.ALLOW, environment, from, until);
    }

    private static List<Obstacle> against(Verb verb, Freeze... freezes) {
        return FreezeRule.against(new Change(verb, "production", Map.of()), List.of(freezes), NOW);
    }

    @ParameterizedTest
    @EnumSource
    void onlyChangesAreFrozen(Verb verb) {
        boolean change = Set.of(Verb.UPGRADE, Verb.ROLLBACK, Verb.BASELINE, Verb.REPAIR, Verb.CONSOLIDATE)
                .contains(verb);
        assertThat(against(verb, deny("x", "*", -1, 1))).hasSize(change ? 1 : 0);
    }

    @Test
    void itIsFromItsBeginUntilRightBeforeItsEnd() {
        assertThat(against(Verb.UPGRADE, deny("x", "production", 0, 1))).hasSize(1);
        assertThat(against(Verb.UPGRADE, deny("x", "production", -1, 0))).isEmpty();
        assertThat(against(Verb.UPGRADE, deny("x", "production", 1, 2))).isEmpty();
        assertThat(against(Verb.UPGRADE, deny("x", "test", -1, 1))).isEmpty();
    }

    @Test
    void denyWinsAndEachIsNamed() {
        List<Obstacle> obstacles = against(
                Verb.UPGRADE, deny("a", "production", -5, 5), deny("b", "*", -5, 9), allow("c", "production", -5, 5));
        assertThat(obstacles).extracting(Obstacle::slug).containsExactly("frozen", "frozen");
        assertThat(obstacles).extracting(each -> each.members().get("freeze")).containsExactly("a", "b");
        assertThat(obstacles.get(1).members()).containsEntry("until", NOW.plusSeconds(9));
    }

    @Test
    void oneOfSeveralThatAllowSuffices() {
        assertThat(against(Verb.UPGRADE, allow("a", "production", -9, -5), allow("b", "*", -1, 1)))
                .isEmpty();
        assertThat(against(Verb.UPGRADE, allow("a", "test", 5, 9))).isEmpty();
        List<Obstacle> outside = against(
                Verb.UPGRADE,
                allow("a", "production", -9, -5),
                allow("b", "production", 60, 90),
                allow("c", "*", 30, 40));
        assertThat(outside).hasSize(1);
        assertThat(outside.get(0).members()).containsEntry("until", NOW.plusSeconds(30));
        assertThat(outside.get(0).detail()).contains("2026-12-24T12:00:30Z");
        assertThat(against(Verb.UPGRADE, allow("a", "production", -9, -5))
                        .get(0)
                        .detail())
                .contains("none follows");
    }

    @Test
    void rollbacksMayBeLeftOut() {
        Freeze freeze = new Freeze(
                "x", Freeze.Kind.DENY, Set.of("*"), new Once(new Span(NOW, NOW.plusSeconds(1))), true, "closing");
        assertThat(against(Verb.ROLLBACK, freeze)).isEmpty();
        assertThat(against(Verb.UPGRADE, freeze).get(0).detail()).endsWith(": closing.");
    }

    @Test
    void whoeverBreaksTheGlassIsNotFrozen() {
        Change change = new Change(Verb.UPGRADE, "production", Map.of("breakGlass", Map.of("reason", "fire")));
        assertThat(FreezeRule.against(change, List.of(deny("x", "*", -1, 1)), NOW))
                .isEmpty();
    }

    @Test
    void aClockThatIsSetBackIsAnotherTimeAndNothingMore() {
        Freeze freeze = deny("x", "production", 0, 10);
        Change change = new Change(Verb.UPGRADE, "production", Map.of());
        assertThat(FreezeRule.against(change, List.of(freeze), NOW.plusSeconds(11)))
                .isEmpty();
        assertThat(FreezeRule.against(change, List.of(freeze), NOW.plusSeconds(5)))
                .hasSize(1);
    }
}
