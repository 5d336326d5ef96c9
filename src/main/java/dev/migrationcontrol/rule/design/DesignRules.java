package dev.migrationcontrol.rule.design;

import dev.migrationcontrol.rule.Rule;
import java.util.List;

/** The rules about the design of new tables. */
public final class DesignRules {
    private DesignRules() {}

    public static List<Rule> all() {
        return List.of(
                new ShortKey(),
                new TypeChoice(),
                new TableWithoutKey(),
                new RedundantIndex(),
                new TriggerDisabled(),
                new AutovacuumDisabled(),
                new IntKeyFull(),
                new SequenceFull(),
                new ForeignKeyTypeMismatch(),
                new WideIndex(),
                new ConstraintVolatile());
    }
}
