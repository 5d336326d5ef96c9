package dev.migrationcontrol.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** Puts nodes together as a reader meets them, within bounds. */
final class NodeBuilder {
    static final int DEEPEST = 200;
    static final int MOST = 1_000_000;

    private final Deque<Open> open = new ArrayDeque<>();
    private long count;

    /** A document is larger than it may be. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("too many nodes, or too deep", null, false, false);
        }
    }

    private record Open(String name, int line, StringBuilder value, List<Node> children) {}

    NodeBuilder() {
        open("", 1);
    }

    void open(String name, int line) {
        if (open.size() > DEEPEST) {
            throw new TooMuch();
        }
        count(1);
        open.push(new Open(name, line, new StringBuilder(), new ArrayList<>()));
    }

    void text(String text) {
        open.element().value().append(text);
    }

    Node leaf(String name, String value, int line) {
        return add(Node.of(name, value, line, List.of()));
    }

    Node add(Node node) {
        count(node.size());
        open.element().children().add(node);
        return node;
    }

    Node close() {
        return close(children -> children);
    }

    /** @param change what becomes of its children */
    Node close(UnaryOperator<List<Node>> change) {
        Open done = open.pop();
        Node node = Node.of(done.name(), done.value().toString(), done.line(), change.apply(done.children()));
        if (!open.isEmpty()) {
            open.element().children().add(node);
        }
        return node;
    }

    /** What was read; ends all that is open. */
    Node root() {
        while (open.size() > 1) {
            close();
        }
        return close();
    }

    private void count(int more) {
        count += more;
        if (count > MOST) {
            throw new TooMuch();
        }
    }
}
