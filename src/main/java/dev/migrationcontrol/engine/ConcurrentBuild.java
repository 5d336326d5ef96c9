package dev.migrationcontrol.engine;

import dev.migrationcontrol.sql.IndexCommand;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which indexes statements may leave invalid: those that they build or drop concurrently by name, and, where they build
 * without naming them, those of the tables or schemas that they name. Others belong to other sessions.
 *
 * @param ofAll whether they build all indexes of the database anew
 */
record ConcurrentBuild(Set<String> indexes, Set<String> tables, Set<String> schemas, boolean ofAll) {
    static final ConcurrentBuild NONE = new ConcurrentBuild(Set.of(), Set.of(), Set.of(), false);

    private static final Pattern SHADOW = Pattern.compile("_cc(?:new|old)\\d*$");

    /** Reads a whole script. */
    static ConcurrentBuild in(String script) {
        return ReadScript.of(script).statements().stream()
                .map(ConcurrentBuild::of)
                .reduce(NONE, ConcurrentBuild::and);
    }

    static ConcurrentBuild of(Statement statement) {
        return IndexCommand.of(statement).stream()
                .filter(IndexCommand::concurrently)
                .map(ConcurrentBuild::of)
                .reduce(NONE, ConcurrentBuild::and);
    }

    private static ConcurrentBuild of(IndexCommand command) {
        Set<String> names = Set.copyOf(command.names());
        boolean unnamed = names.isEmpty() && !command.table().isEmpty();
        return switch (command.target()) {
            case INDEX -> new ConcurrentBuild(names, unnamed ? Set.of(command.table()) : Set.of(), Set.of(), false);
            case TABLE -> new ConcurrentBuild(Set.of(), names, Set.of(), false);
            case SCHEMA -> new ConcurrentBuild(Set.of(), Set.of(), names, false);
            case DATABASE -> new ConcurrentBuild(Set.of(), Set.of(), Set.of(), true);
        };
    }

    /** What either may leave. */
    ConcurrentBuild and(ConcurrentBuild other) {
        return new ConcurrentBuild(
                both(indexes, other.indexes),
                both(tables, other.tables),
                both(schemas, other.schemas),
                ofAll || other.ofAll);
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    /** Whether an invalid index may come from these statements. */
    boolean mayLeave(InvalidIndex index) {
        // REINDEX CONCURRENTLY builds next to the old index, under its name with this ending
        String name = SHADOW.matcher(index.name()).replaceFirst("");
        return ofAll
                || indexes.contains(index.name())
                || indexes.contains(name)
                || tables.contains(index.table())
                || schemas.contains(index.schema());
    }
}
