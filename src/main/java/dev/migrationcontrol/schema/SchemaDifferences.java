package dev.migrationcontrol.schema;

import java.util.List;

/**
 * How two schemas differ, object by object.
 *
 * @param notes what could not be compared, and why
 */
public record SchemaDifferences(SchemaVerdict verdict, List<Difference> list, List<String> notes) {
    /** No difference. */
    public static final SchemaDifferences NONE = new SchemaDifferences(SchemaVerdict.EXACT, List.of(), List.of());

    public SchemaDifferences {
        list = List.copyOf(list);
        notes = List.copyOf(notes);
    }

    static SchemaDifferences of(List<Difference> list) {
        return of(list, List.of());
    }

    static SchemaDifferences of(List<Difference> list, List<String> notes) {
        boolean orderOnly = list.stream().allMatch(Difference::ofOrderOnly);
        SchemaVerdict verdict =
                list.isEmpty() ? SchemaVerdict.EXACT : orderOnly ? SchemaVerdict.EQUIVALENT : SchemaVerdict.DIFFERENT;
        return new SchemaDifferences(verdict, list, notes);
    }

    /** What is more than the order of columns. */
    public List<Difference> serious() {
        return list.stream().filter(each -> !each.ofOrderOnly()).toList();
    }
}
