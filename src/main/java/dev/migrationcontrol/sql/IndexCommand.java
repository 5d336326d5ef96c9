package dev.migrationcontrol.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does to indexes.
 *
 * @param target what it names
 * @param concurrently whether other sessions may write meanwhile, so that an index can be left invalid
 * @param unlessExists whether it is content with an index of that name
 * @param names of what it names, folded and without their schemas; empty where an index has no name
 * @param table for whose index none is named, or on which an index is created, without its schema; empty otherwise
 * @param schema that is said of that table; empty where none is
 */
public record IndexCommand(
        Target target, boolean concurrently, boolean unlessExists, List<String> names, String table, String schema) {
    private static final Set<String> FIRST_WORDS = Set.of("CREATE", "DROP", "REINDEX", "DO");

    public IndexCommand {
        names = List.copyOf(names);
    }

    /** What the names are names of. */
    public enum Target {
        INDEX,
        TABLE,
        SCHEMA,
        /** The whole database. */
        DATABASE
    }

    /** What a statement does, with what it does in the block of a {@code DO}. */
    public static List<IndexCommand> of(Statement statement) {
        if (!FIRST_WORDS.contains(statement.firstWord())) {
            return List.of();
        }
        return statement.leadingParts().stream().flatMap(IndexCommand::in).toList();
    }

    private static Stream<IndexCommand> in(Tokens tokens) {
        return Stream.ofNullable(
                switch (tokens.keyword(0)) {
                    case "CREATE" -> created(tokens);
                    case "DROP" -> dropped(tokens);
                    case "REINDEX" -> rebuilt(tokens);
                    default -> null;
                });
    }

    private static @Nullable IndexCommand created(Tokens tokens) {
        int index = tokens.skip(1, "UNIQUE");
        if (!tokens.has(index, "INDEX")) {
            return null;
        }
        int option = tokens.skip(index + 1, "CONCURRENTLY");
        int place = tokens.skip(option, "IF", "NOT", "EXISTS");
        Name name = tokens.has(place, "ON") ? null : Name.at(tokens, place);
        int on = name == null ? place : name.end();
        Name table = tokens.has(on, "ON") ? Name.at(tokens, tokens.skip(on + 1, "ONLY")) : null;
        return new IndexCommand(
                Target.INDEX,
                option > index + 1,
                place > option,
                name == null ? List.of() : List.of(last(name)),
                table == null ? "" : last(table),
                table == null ? "" : schema(table));
    }

    private static @Nullable IndexCommand dropped(Tokens tokens) {
        if (!tokens.has(1, "INDEX")) {
            return null;
        }
        int option = tokens.skip(2, "CONCURRENTLY");
        List<String> names = new ArrayList<>();
        int at = tokens.skip(option, "IF", "EXISTS");
        Name name = Name.at(tokens, at);
        while (name != null) {
            names.add(last(name));
            name = tokens.hasSymbol(name.end(), ',') ? Name.at(tokens, name.end() + 1) : null;
        }
        return new IndexCommand(Target.INDEX, option > 2, false, names, "", "");
    }

    private static IndexCommand rebuilt(Tokens tokens) {
        int kind = tokens.skipParentheses(1);
        int option = tokens.skip(kind + 1, "CONCURRENTLY");
        Target target = tokens.has(kind, "TABLE")
                ? Target.TABLE
                : tokens.has(kind, "SCHEMA")
                        ? Target.SCHEMA
                        : tokens.hasAny(kind, "DATABASE", "SYSTEM") ? Target.DATABASE : Target.INDEX;
        Name name = Name.at(tokens, option);
        String refused = TransactionBlocks.reindex(tokens);
        return new IndexCommand(
                target,
                "REINDEX CONCURRENTLY".equals(refused),
                false,
                name == null ? List.of() : List.of(last(name)),
                "",
                "");
    }

    private static String last(Name name) {
        return name.folded().get(name.folded().size() - 1);
    }

    private static String schema(Name name) {
        return name.folded().size() < 2 ? "" : name.folded().get(name.folded().size() - 2);
    }
}
