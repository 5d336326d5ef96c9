package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.rule.Rule;
import java.util.List;

/** The rules about rows. */
public final class DataRules {
    private DataRules() {}

    public static List<Rule> all() {
        return List.of(
                new UpdateUnbatched(),
                new DeleteUnbatched(),
                new Truncate(),
                new TruncateCascade(),
                new DropCascade(),
                new DeleteCascades(),
                new ForeignKeyWithoutIndex(),
                new TriggerFiresInBackfill(),
                new InsertWithoutColumns(),
                new CreateTableAs(),
                new FilledMatview(),
                new SequenceBehind(),
                new AnalyzeMissing(),
                new InsertUnstableOrder());
    }
}
