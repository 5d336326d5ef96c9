package dev.migrationcontrol.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.schema.Difference;
import dev.migrationcontrol.schema.SchemaVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdoptionPlannerTest {
    private static final Difference EXTRA = new Difference("public.orders.note", "column", "existence", "text", null);

    @Test
    void anErrorForbidsTheAdoptionBeforeAnythingIsProven() {
        AdoptionPlan plan = AdoptionPlanner.read(
                takeover(finding(Severity.WARNING, "gap"), finding(Severity.ERROR, "unknown-row")));
        assertThat(plan.obstacle()).isNotNull();
        assertThat(plan.obstacle().slug()).isEqualTo("consolidation-blocked");
        assertThat(plan.obstacle().detail())
                .contains("unknown-row at alembic_version")
                .doesNotContain("gap");
        assertThat(plan.result().changes()).isEmpty();
        assertThat(plan.outcome()).isInstanceOf(StepOutcome.Rejected.class);
    }

    @Test
    void warningsForbidNothing() {
        AdoptionPlan plan = AdoptionPlanner.read(takeover(finding(Severity.WARNING, "gap")));
        assertThat(plan.obstacle()).isNull();
        assertThat(plan.outcome()).isInstanceOf(StepOutcome.Completed.class);
    }

    @Test
    void whatIsProvenIsListedAsChanges() {
        assertThat(proven(true, false).result().changes())
                .containsExactly(
                        "create public.flyway_schema_history with 0 rows",
                        "keep where each is from in migration_control_archive.consolidation_source");
        assertThat(proven(true, true).result().changes())
                .first()
                .isEqualTo("write 0 rows into the empty public.flyway_schema_history");
        assertThat(proven(true, true).result().stage()).isEqualTo(Stage.NONE);
    }

    @Test
    void aDifferenceThatNobodyAcceptedForbidsTheAdoption() {
        AdoptionPlan plan = proven(false, false);
        assertThat(plan.obstacle()).isNotNull();
        assertThat(plan.obstacle().slug()).isEqualTo("schema-differs");
        assertThat(plan.obstacle().detail()).contains("public.orders.note");
        assertThat(plan.result().changes()).isEmpty();
        assertThat(plan.result().proof()).isNotNull();
    }

    private static AdoptionPlan proven(boolean adoptable, boolean historyIsThere) {
        Proof proof = new Proof(
                SchemaVerdict.DIFFERENT,
                adoptable,
                List.of(EXTRA),
                adoptable ? List.of() : List.of(EXTRA.object()),
                List.of(),
                null,
                null);
        return AdoptionPlanner.proven(takeover(), proof, "public.flyway_schema_history", historyIsThere);
    }

    private static Finding finding(Severity severity, String rule) {
        return new Finding(rule, severity, "alembic_version", "It is wrong.", "Correct it.");
    }

    /** Without scripts: nothing of these plans reads one. */
    private static Takeover takeover(Finding... findings) {
        return new Takeover(List.of(), List.of(), List.of(), List.of(), List.of(findings), null);
    }
}
