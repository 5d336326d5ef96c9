package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.ScriptObjects.Action;
import dev.migrationcontrol.sql.ScriptObjects.Change;
import dev.migrationcontrol.sql.ServerCatalogue.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares what the reader says of a statement with what the server did. */
record ServerJudge(Statement statement, ScriptObjects objects, ServerCatalogue before, ServerCatalogue after) {
    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")*+)\"|[^.\"]++");

    /** Kinds that the server makes along with others. */
    private static final Set<String> ALONG = Set.of("index", "constraint", "sequence", "operator family", "function");

    /** Where the two disagree, in words. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        // Nobody knows from a call what its function does.
        boolean calls = StatementCalls.mayCall(statement) && objects.changes().isEmpty();
        if (objects.unseen() == 0 && !calls) {
            boolean cascades = statement.tokens().holds("CASCADE");
            after.entries().forEach((entry, digest) -> {
                String old = before.entries().get(entry);
                if (old == null && !cascades && !isMade(entry)) {
                    differences.add("the server made " + entry);
                } else if (old != null && !old.equals(digest) && !isChanged(entry)) {
                    differences.add("the server changed " + entry);
                }
            });
            if (!cascades) {
                before.entries().keySet().stream()
                        .filter(entry -> !after.entries().containsKey(entry) && !isTaken(entry))
                        .forEach(entry -> differences.add("the server took away " + entry));
            }
        }
        boolean perhaps = statement.tokens().holds("IF", "EXISTS")
                || statement.tokens().holds("IF", "NOT", "EXISTS")
                || statement.tokens().holds("OR", "REPLACE");
        objects.changes().stream()
                .filter(change -> !perhaps && !isTrue(change))
                .forEach(change -> differences.add("the reader says " + change));
        return differences;
    }

    private boolean isMade(Entry entry) {
        return objects.changes().stream().anyMatch(change -> switch (change.action()) {
            case CREATED -> names(change, entry) || brings(change, entry);
            case RENAMED -> isNewName(change, entry);
            case MOVED -> entry.schema().equals(change.to());
            case CHANGED -> ALONG.contains(entry.kind()) && belongs(entry, change);
            case DROPPED -> false;
        });
    }

    /** Whether creating the one makes the other, which the statement does not name. */
    private boolean brings(Change change, Entry entry) {
        String table = change.kind().equals("table") ? last(change.name()) : last(change.table());
        boolean along = ALONG.contains(entry.kind())
                && (entry.table().equals(table) || entry.kind().equals("sequence"));
        boolean unlisted =
                entry.kind().equals("column") && entry.table().equals(last(change.name())) && !listsColumns();
        boolean inherited = inherits(entry, change);
        boolean ofType =
                change.kind().equals("type") && Set.of("function", "type").contains(entry.kind());
        boolean onPartition = entry.kind().equals("index")
                        && change.kind().equals("index")
                        && change.name().isEmpty()
                || ALONG.contains(entry.kind()) && change.kind().equals("index");
        boolean unnamed = change.name().isEmpty() && change.kind().equals(entry.kind());
        return along
                || unnamed
                || unlisted
                || inherited
                || ofType
                || onPartition
                || change.kind().equals("extension")
                || change.kind().equals("domain") && entry.kind().equals("constraint")
                || change.kind().equals("operator class") && entry.kind().equals("operator family");
    }

    private boolean listsColumns() {
        Tokens tokens = statement.tokens();
        return !tokens.holds("AS")
                && !tokens.holds("LIKE")
                && !tokens.holds("INHERITS")
                && !tokens.holds("OF")
                && !tokens.has(0, "SELECT")
                && !tokens.has(0, "WITH");
    }

    /** A table that inherits from another has its columns and constraints too. */
    private static boolean inherits(Entry entry, Change change) {
        return entry.kind().equals(change.kind())
                && Set.of("column", "constraint").contains(change.kind())
                && last(change.name()).equals(entry.name());
    }

    private static boolean isNewName(Change change, Entry entry) {
        return kindFits(change, entry) && entry.name().equals(change.to())
                || entry.table().equals(change.to())
                || change.kind().equals("schema") && entry.schema().equals(change.to())
                || change.kind().equals("constraint") && entry.kind().equals("index");
    }

    private boolean isChanged(Entry entry) {
        return objects.changes().stream()
                .anyMatch(change -> names(change, entry)
                        || belongs(entry, change)
                        || entry.name().equals(last(change.table()))
                        || entry.kind().equals("column") && change.kind().equals("column")
                        || change.action() == Action.RENAMED
                        || change.kind().equals("constraint"));
    }

    private static boolean belongs(Entry entry, Change change) {
        return !entry.table().isEmpty()
                        && (entry.table().equals(last(change.name()))
                                || entry.table().equals(last(change.table())))
                || entry.kind().equals("sequence") && Set.of("table", "column").contains(change.kind())
                || change.kind().equals("domain") && entry.kind().equals("constraint");
    }

    private boolean isTaken(Entry entry) {
        return objects.changes().stream().anyMatch(change -> switch (change.action()) {
            case CREATED -> false;
            case CHANGED -> ALONG.contains(entry.kind()) && belongs(entry, change);
            case MOVED -> names(change, entry) || belongs(entry, change);
            default ->
                names(change, entry)
                        || belongs(entry, change)
                        || inherits(entry, change)
                        || change.kind().equals("schema") && entry.schema().equals(change.name())
                        || change.kind().equals("constraint") && entry.kind().equals("index")
                        || change.kind().equals("type") && entry.kind().equals("function")
                        || change.kind().equals("operator family")
                                && entry.kind().equals("operator class")
                        || change.kind().equals("extension");
        });
    }

    private boolean isTrue(Change change) {
        boolean there = before.entries().keySet().stream().anyMatch(entry -> names(change, entry));
        boolean here = after.entries().keySet().stream().anyMatch(entry -> names(change, entry));
        boolean known = Set.of(
                        "language",
                        "cast",
                        "user mapping",
                        "access method",
                        "transform",
                        "text search parser",
                        "text search template")
                .contains(change.kind());
        return known
                || change.name().isEmpty()
                || switch (change.action()) {
                    case CREATED -> here;
                    case CHANGED -> there && here;
                    case DROPPED -> there;
                    case MOVED ->
                        there
                                && after.entries().keySet().stream()
                                        .anyMatch(entry -> kindFits(change, entry)
                                                && entry.name().equals(last(change.name()))
                                                && entry.schema().equals(change.to()));
                    case RENAMED ->
                        there
                                && after.entries().keySet().stream()
                                        .anyMatch(entry -> kindFits(change, entry)
                                                && entry.name().equals(change.to())
                                                && (change.table().isEmpty()
                                                        || entry.table().equals(last(change.table()))));
                };
    }

    /** Without a schema it may be in any. */
    private static boolean names(Change change, Entry entry) {
        String schema = schemaOf(change.name());
        return kindFits(change, entry)
                && (schema.isEmpty() || schema.equals(entry.schema()))
                && entry.name().equals(last(change.name()))
                && (change.table().isEmpty()
                        || entry.table().isEmpty()
                        || entry.table().equals(last(change.table())));
    }

    /** ALTER TABLE and DROP ROUTINE name other kinds as well. */
    private static boolean kindFits(Change change, Entry entry) {
        String kind = change.kind();
        return kind.equals(entry.kind())
                || kind.equals("routine")
                || kind.equals("function") && Set.of("aggregate", "procedure").contains(entry.kind())
                || kind.equals("type") && entry.kind().equals("domain")
                || kind.equals("table")
                        && change.action() != Action.CREATED
                        && Set.of("view", "materialized view", "sequence", "index")
                                .contains(entry.kind());
    }

    private static String schemaOf(String name) {
        List<String> parts = parts(name);
        return parts.size() < 2 ? "" : parts.get(parts.size() - 2);
    }

    private static String last(String name) {
        List<String> parts = parts(name);
        return parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    }

    private static List<String> parts(String name) {
        return PART.matcher(name)
                .results()
                .map(part ->
                        part.group(1) == null ? part.group() : part.group(1).replace("\"\"", "\""))
                .toList();
    }
}
