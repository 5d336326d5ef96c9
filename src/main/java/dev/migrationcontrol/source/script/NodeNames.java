package dev.migrationcontrol.source.script;

import dev.migrationcontrol.document.Node;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of tables that documents give. */
final class NodeNames {
    private static final Pattern NAME = Pattern.compile("[\\w.$]+");

    private NodeNames() {}

    /** By the first of some keys; {@code objects} where it gives none that SQL could have. */
    static String named(Node of, String... keys) {
        return Stream.of(keys)
                .map(of::text)
                .filter(name -> BoundedPattern.in(NAME, name).matches())
                .findFirst()
                .orElse("objects");
    }
}
