package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.Rule;
import java.util.List;

/** The rules about what the running application or other objects lose. */
public final class ApplicationRules {
    private ApplicationRules() {}

    public static List<Rule> all() {
        return List.of(
                new RenameColumn(),
                new RenameTable(),
                new SetSchema(),
                new RenameSchema(),
                new RenameEnumValue(),
                new DropColumn(),
                new DropTable(),
                new DropSchema(),
                new DropColumnTakesAlong(),
                new DependentsBreak(),
                new FunctionBodyBreaks(),
                new ReplaceLosesOptions(),
                new IfNotExistsHides(),
                new DefaultChanged(),
                new AddRequiredColumn(),
                new DropNotNull(),
                new DropConstraint(),
                new DropUsedIndex(),
                new DropDatabase(),
                new DropType(),
                new CachedPlan());
    }
}
