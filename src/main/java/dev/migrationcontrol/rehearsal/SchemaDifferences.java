package dev.migrationcontrol.rehearsal;

import java.util.List;

/** How two schemas differ, object by object. */
public record SchemaDifferences(Verdict verdict, List<Difference> list) {
    public SchemaDifferences {
        list = List.copyOf(list);
    }

    static SchemaDifferences of(List<Difference> list) {
        boolean orderOnly = list.stream().allMatch(Difference::ofOrderOnly);
        Verdict verdict = list.isEmpty() ? Verdict.EXACT : orderOnly ? Verdict.EQUIVALENT : Verdict.DIFFERENT;
        return new SchemaDifferences(verdict, list);
    }

    /** What is more than the order of columns. */
    public List<Difference> serious() {
        return list.stream().filter(each -> !each.ofOrderOnly()).toList();
    }
}
