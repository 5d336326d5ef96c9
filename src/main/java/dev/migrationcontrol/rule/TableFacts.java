package dev.migrationcontrol.rule;

import dev.migrationcontrol.catalogue.TargetRelation;
import dev.migrationcontrol.statement.TableConstraint.Kind;
import dev.migrationcontrol.statement.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a table at a place in the scripts: from the target's catalogue, and from the scripts before that place. */
public final class TableFacts {
    private final String originalSchema;
    private final @Nullable TargetRelation relation;
    private final String originalName;
    private String schema;
    private String name;
    private boolean isNew;
    private boolean temporary;
    private boolean partitioned;
    private boolean known;
    private @Nullable String parent;
    private final Map<String, ColumnFacts> columns = new LinkedHashMap<>();
    private final List<IndexFacts> indexes = new ArrayList<>();
    private final List<ConstraintFacts> constraints = new ArrayList<>();
    private final Map<String, Step> disabledTriggers = new LinkedHashMap<>();
    private final Map<String, Step> droppedConstraints = new LinkedHashMap<>();
    private @Nullable Step createdBy;
    private @Nullable Step securedBy;
    private boolean hasPolicy;
    private @Nullable Step usedBy;

    private TableFacts(String schema, String name, @Nullable TargetRelation relation) {
        this.schema = schema;
        this.originalSchema = schema;
        this.name = name;
        this.originalName = name;
        this.relation = relation;
    }

    /**
     * @param type null where it is not known
     * @param numbered whether a sequence gives it its values
     */
    public record ColumnFacts(
            @Nullable TypeName type, boolean notNull, boolean hasDefault, String generated, boolean numbered) {
        static final ColumnFacts UNKNOWN = new ColumnFacts(null, false, false, "", false);

        ColumnFacts withType(TypeName other) {
            return new ColumnFacts(other, notNull, hasDefault, generated, numbered);
        }

        ColumnFacts withNotNull(boolean value) {
            return new ColumnFacts(type, value, hasDefault, generated, numbered);
        }

        ColumnFacts withDefault(boolean value) {
            return new ColumnFacts(type, notNull, value, generated, numbered && value);
        }
    }

    /** @param columns of its key */
    public record IndexFacts(
            String name,
            List<String> columns,
            boolean unique,
            boolean valid,
            boolean special,
            @Nullable String constraint) {}

    /**
     * @param referred the columns that a foreign key names; empty where it names none
     * @param addedBy the statement of the plan that added it; null for one that was there before
     */
    public record ConstraintFacts(
            String name,
            Kind kind,
            List<String> columns,
            boolean validated,
            String text,
            @Nullable String references,
            List<String> referred,
            @Nullable Step addedBy) {
        ConstraintFacts with(boolean nowValidated, @Nullable Step by) {
            return new ConstraintFacts(name, kind, columns, nowValidated, text, references, referred, by);
        }
    }

    /** A table that a script makes. */
    static TableFacts created(String schema, String name, boolean temporary) {
        TableFacts table = new TableFacts(schema, name, null);
        table.isNew = true;
        table.known = true;
        table.temporary = temporary;
        return table;
    }

    /** A table that nobody knows anything of. */
    static TableFacts unknown(String schema, String name) {
        return new TableFacts(schema, name, null);
    }

    static TableFacts of(TargetRelation relation) {
        TableFacts table = new TableFacts(relation.schema(), relation.name(), relation);
        table.known = true;
        table.partitioned = relation.isPartitioned();
        table.parent = relation.parent();
        table.hasPolicy = !relation.policies().isEmpty();
        RelationParts.read(relation, table);
        return table;
    }

    public String qualified() {
        return schema + "." + name;
    }

    /** The name under which the rehearsal and the target know it before the plan. */
    public String originalQualified() {
        return originalSchema + "." + originalName;
    }

    /** As messages call it. */
    @Override
    public String toString() {
        return schema.equals("public") ? name : qualified();
    }

    public String schema() {
        return schema;
    }

    public String name() {
        return name;
    }

    /** Whether a script that is judged made it. */
    public boolean isNew() {
        return isNew;
    }

    public boolean isTemporary() {
        return temporary;
    }

    public boolean isPartitioned() {
        return partitioned;
    }

    /** Whether its columns, indexes and constraints are all known. */
    public boolean isKnown() {
        return known;
    }

    public @Nullable String parent() {
        return parent;
    }

    /** What the target says of it; empty where the target is not known or does not have it. */
    public Optional<TargetRelation> relation() {
        return Optional.ofNullable(relation);
    }

    public Optional<ColumnFacts> column(String column) {
        return Optional.ofNullable(columns.get(column));
    }

    public Map<String, ColumnFacts> columns() {
        return columns;
    }

    public List<IndexFacts> indexes() {
        return indexes;
    }

    public Optional<IndexFacts> index(String index) {
        return indexes.stream().filter(each -> each.name().equals(index)).findFirst();
    }

    public List<ConstraintFacts> constraints() {
        return constraints;
    }

    public Optional<ConstraintFacts> constraint(String constraint) {
        return constraints.stream()
                .filter(each -> each.name().equals(constraint))
                .findFirst();
    }

    /** The triggers that a script has switched off, with the statement that did it. */
    public Map<String, Step> disabledTriggers() {
        return disabledTriggers;
    }

    /** The constraints that scripts have dropped, with the statement that did it. */
    public Map<String, Step> droppedConstraints() {
        return droppedConstraints;
    }

    /** The statement of the plan that made it; null where it was there before. */
    public @Nullable Step createdBy() {
        return createdBy;
    }

    /** The statement of the plan that switched its row security on; null where there is none. */
    public @Nullable Step securedBy() {
        return securedBy;
    }

    /** The first statement of the plan that needs it, of a table that nobody has made so far; null where there is none. */
    public @Nullable Step usedBy() {
        return usedBy;
    }

    /** Whether nothing says where it comes from. */
    private boolean isUnheardOf() {
        return !known && !isNew && relation == null;
    }

    void use(Step by) {
        usedBy = usedBy == null && isUnheardOf() ? by : usedBy;
    }

    public boolean hasPolicy() {
        return hasPolicy;
    }

    void create(Step by) {
        createdBy = by;
    }

    void secure(@Nullable Step by) {
        securedBy = by;
    }

    void addPolicy() {
        hasPolicy = true;
    }

    /** Whether a constraint that holds for every row says that the column has a value. */
    public boolean isProvenNotNull(String column) {
        return columns.containsKey(column)
                        && Objects.requireNonNull(columns.get(column)).notNull()
                || constraints.stream().anyMatch(each -> each.validated() && demandsValue(each, column));
    }

    private static boolean demandsValue(ConstraintFacts constraint, String column) {
        if (constraint.kind() == Kind.NOT_NULL) {
            return constraint.columns().contains(column);
        }
        String text =
                constraint.text().toLowerCase(Locale.ROOT).replace("\"", "").replaceAll("\\s+", " ");
        return constraint.kind() == Kind.CHECK && text.contains(column + " is not null") && !text.contains(" or ");
    }

    void rename(String to) {
        name = to;
    }

    void move(String to) {
        schema = to;
    }

    void settle() {
        isNew = false;
        usedBy = null;
        createdBy = null;
        securedBy = null;
        disabledTriggers.clear();
        droppedConstraints.clear();
        constraints.replaceAll(each -> each.with(each.validated(), null));
    }

    void partition(String of) {
        parent = of;
    }

    void markPartitioned() {
        partitioned = true;
    }

    /** That it has parts that no one read. */
    void forgetParts() {
        known = false;
    }
}
