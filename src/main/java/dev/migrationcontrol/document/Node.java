package dev.migrationcontrol.document;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of a structured document: an element or an attribute of XML, or what a key of YAML, JSON or TOML names.
 *
 * @param name without the prefix of its namespace; empty for a member of a list
 * @param value its own text; empty where it only holds others
 * @param line where it begins, from 1
 * @param size how many nodes it is made of, those that are repeated by a reference each time
 */
public record Node(String name, String value, int line, List<Node> children, int size) {
    public Node {
        children = List.copyOf(children);
    }

    static Node of(String name, String value, int line, List<Node> children) {
        long size = 1;
        for (Node child : children) {
            size += child.size();
        }
        return new Node(name, value, line, children, (int) Math.min(size, Integer.MAX_VALUE));
    }

    Node named(String other, int at) {
        return new Node(other, value, at, children, size);
    }

    /** Its children, where those without a name are replaced by their own: a list of maps reads like one map. */
    public Stream<Node> members() {
        return children.stream().flatMap(child -> child.name().isEmpty() ? child.members() : Stream.of(child));
    }

    /** The members of all children with a name. */
    public Stream<Node> within(String child) {
        return members().filter(each -> each.name().equals(child)).flatMap(Node::members);
    }

    /** Itself and everything in it, in order. */
    public Stream<Node> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Node::all));
    }

    /** The first child with a name. */
    public Optional<Node> child(String wanted) {
        return children.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }

    /** The text of the first child with a name, without space around it; empty where there is none. */
    public String text(String child) {
        return child(child).map(each -> each.value().strip()).orElse("");
    }
}
