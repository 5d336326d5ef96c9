package dev.migrationcontrol.rule;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.catalogue.TargetRelation;
import dev.migrationcontrol.statement.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that is known at a place in the scripts. */
public final class Facts {
    private static final String PUBLIC = "public";

    private final @Nullable TargetCatalogue target;
    private final RuleSettings settings;
    private final Map<String, TableFacts> tables = new LinkedHashMap<>();
    private final Map<String, String> settingsOfSession = new HashMap<>();
    private final Set<String> newObjects = new HashSet<>();
    private final Set<String> volatileRoutines = new HashSet<>();
    private final Set<String> constrainedDomains = new HashSet<>();
    private final Set<String> dropped = new HashSet<>();
    private final Map<TableFacts, Step> withoutStatistics = new LinkedHashMap<>();
    private final Map<String, Step> renamed = new LinkedHashMap<>();
    private final List<Done> done = new ArrayList<>();
    private final Map<TableFacts, List<Done>> doneTo = new HashMap<>();
    private String defaultSchema = PUBLIC;

    Facts(@Nullable TargetCatalogue target, RuleSettings settings) {
        this.target = target;
        this.settings = settings;
        reset();
        if (target != null) {
            for (TargetRelation each : target.all()) {
                tables.put(each.qualified(), TableFacts.of(each));
            }
            target.types().stream()
                    .filter(TargetCatalogue.Type::checked)
                    .forEach(each -> constrainedDomains.add(each.name()));
            target.routines().stream()
                    .filter(each ->
                            each.volatility().equals("v") && !each.language().equals("sql"))
                    .forEach(each -> volatileRoutines.add(each.name()));
        }
    }

    /** Empty where the target is not known. */
    public Optional<TargetCatalogue> target() {
        return Optional.ofNullable(target);
    }

    public RuleSettings settings() {
        return settings;
    }

    /** The major version of the target; 0 where it is not known. */
    public int major() {
        return target == null ? 0 : target.server().major();
    }

    public Collection<TableFacts> tables() {
        return tables.values();
    }

    /** What is known of the table of this name; of one that nobody made it is known that it was there before. */
    public TableFacts table(ObjectName name) {
        Optional<TableFacts> found = find(name);
        if (found.isPresent()) {
            return found.get();
        }
        TableFacts unknown = TableFacts.unknown(schemaOf(name), name.name());
        tables.put(unknown.qualified(), unknown);
        return unknown;
    }

    public Optional<TableFacts> find(ObjectName name) {
        TableFacts found = tables.get(schemaOf(name) + "." + name.name());
        if (found == null && name.schema() == null && target != null) {
            found = target.find(null, name.name())
                    .map(relation -> tables.get(relation.qualified()))
                    .orElse(null);
        }
        return Optional.ofNullable(found);
    }

    /** The relation of this name with its schema. */
    Optional<TableFacts> named(String qualified) {
        return Optional.ofNullable(tables.get(qualified));
    }

    /** Whether a table was neither dropped nor replaced by another one. */
    public boolean isThere(TableFacts table) {
        return tables.get(table.qualified()) == table;
    }

    /** Whether a relation of this name with its schema is there. */
    public boolean isThere(String qualified) {
        return tables.containsKey(qualified);
    }

    String schemaOf(ObjectName name) {
        return name.schema() == null ? defaultSchema : name.schema();
    }

    /** The table that has an index of this name. */
    public Optional<TableFacts> ofIndex(ObjectName index) {
        return tables.values().stream()
                .filter(each -> index.schema() == null || index.schema().equals(each.schema()))
                .filter(each -> each.index(index.name()).isPresent())
                .findFirst();
    }

    /** Whether work on it is short: a temporary table, one that the same plan makes, or one that is small on the target. */
    public boolean isQuiet(TableFacts table) {
        return table.isTemporary() || table.isNew() || isSmall(table);
    }

    private boolean isSmall(TableFacts table) {
        return table.relation().map(this::isSmall).orElse(false);
    }

    private boolean isSmall(TargetRelation relation) {
        if (relation.isPartitioned() && target != null) {
            return target.children(relation).stream().allMatch(this::isSmall);
        }
        Long rows = relation.rows();
        Long bytes = relation.bytes();
        return rows != null && bytes != null && rows < settings.smallTableRows() && bytes < settings.smallTableBytes();
    }

    /** Whether a script that is judged made an object of this kind and name. */
    public boolean isNewObject(String kind, String name) {
        return newObjects.contains(kind + " " + name);
    }

    void addObject(String kind, String name) {
        newObjects.add(kind + " " + name);
    }

    /** The value of a setting that the script has set; empty where it has not. */
    public String setting(String name) {
        return settingsOfSession.getOrDefault(name, "");
    }

    void set(String name, String value) {
        settingsOfSession.put(name.toLowerCase(Locale.ROOT), value);
        if (name.equalsIgnoreCase("search_path") && !value.isBlank()) {
            defaultSchema =
                    value.split(",", 2)[0].replace("\"", "").replace("'", "").strip();
        }
    }

    /** A new session begins. */
    void reset() {
        settingsOfSession.clear();
        defaultSchema = target == null || target.server().searchPath().isEmpty()
                ? PUBLIC
                : target.server().searchPath().get(0);
    }

    /** Whether the value of a call of this function may differ from row to row. */
    public boolean isVolatile(String function) {
        return VolatileFunctions.isBuiltIn(function)
                || volatileRoutines.contains(function)
                || (target != null && target.volatileFunctions().contains(function));
    }

    void addVolatile(String function) {
        volatileRoutines.add(function);
    }

    /** Whether a domain of this name checks its values. */
    public boolean isConstrainedDomain(String type) {
        return constrainedDomains.contains(type.substring(type.lastIndexOf('.') + 1));
    }

    void addConstrainedDomain(String name) {
        constrainedDomains.add(name);
    }

    /** The names, with their schemas, of tables that were there before and got another one, with the statement that did it. */
    public Map<String, Step> renamed() {
        return renamed;
    }

    /** The tables with a column whose statistics a statement has lost, and that were not analysed since. */
    public Map<TableFacts, Step> withoutStatistics() {
        return withoutStatistics;
    }

    /** What the scripts that are judged have done so far, in their order. */
    public List<Done> done() {
        return Collections.unmodifiableList(done);
    }

    /** Those of them that lock a table. */
    public List<Done> done(TableFacts table) {
        return Collections.unmodifiableList(doneTo.getOrDefault(table, List.of()));
    }

    void add(Done command) {
        done.add(command);
        command.locks()
                .keySet()
                .forEach(table ->
                        doneTo.computeIfAbsent(table, key -> new ArrayList<>()).add(command));
    }

    /** The table that the rehearsal and the target know by this name with its schema. */
    Optional<TableFacts> known(String original) {
        TableFacts same = tables.get(original);
        return same != null && same.originalQualified().equals(original)
                ? Optional.of(same)
                : tables.values().stream()
                        .filter(each ->
                                !each.isNew() && each.originalQualified().equals(original))
                        .findFirst();
    }

    void add(TableFacts table) {
        tables.put(table.qualified(), table);
        dropped.remove(table.qualified());
    }

    void remove(TableFacts table) {
        tables.remove(table.qualified());
        dropped.add(table.qualified());
    }

    /** What was made so far was there before what follows. */
    void settle() {
        tables.values().forEach(TableFacts::settle);
        newObjects.clear();
        withoutStatistics.clear();
        renamed.clear();
        done.clear();
        doneTo.clear();
    }
}
