package dev.migrationcontrol.rule.design;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.rule.Done;
import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sequences of the tables that scripts are about. */
final class Sequences {
    private Sequences() {}

    /** @param step the first statement that is about the table */
    record Touch(TableFacts table, String column, Step step) {}

    /** Those that belong to a column and were used, with the first statement about its table. */
    static Map<TargetCatalogue.Sequence, Touch> touched(Facts facts) {
        Map<String, Touch> tables = new LinkedHashMap<>();
        for (Done done : facts.done()) {
            if (!done.step().isUndo()) {
                done.locks().keySet().stream()
                        .filter(each -> each.relation().isPresent())
                        .forEach(
                                each -> tables.putIfAbsent(each.originalQualified(), new Touch(each, "", done.step())));
            }
        }
        Map<TargetCatalogue.Sequence, Touch> touched = new LinkedHashMap<>();
        facts.target()
                .ifPresent(target -> target.sequences().forEach(each -> {
                    String owner = each.ownedBy() == null ? "." : each.ownedBy();
                    Touch touch = tables.get(owner.substring(0, owner.lastIndexOf('.')));
                    if (touch != null && each.lastValue() != null) {
                        String column = owner.substring(owner.lastIndexOf('.') + 1);
                        touched.put(each, new Touch(touch.table(), column, touch.step()));
                    }
                }));
        return touched;
    }
}
