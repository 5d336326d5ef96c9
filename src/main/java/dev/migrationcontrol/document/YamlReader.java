package dev.migrationcontrol.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** YAML by its events: no object is ever made of it, and a reference repeats what its anchor named without copying it. */
final class YamlReader {
    private static final String MERGE = "<<";
    private static final Node NONE = Node.of("", "", 1, List.of());

    private final Parser parser;
    private final NodeBuilder builder;
    private final Map<String, Node> anchors = new HashMap<>();
    private int line = 1;

    private YamlReader(Parser parser, NodeBuilder builder) {
        this.parser = parser;
        this.builder = builder;
    }

    /** @return the line of a fault; 0 where there is none */
    static int read(String text, NodeBuilder builder) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(StructuredText.LONGEST);
        YamlReader reader = new YamlReader(new ParserImpl(new StreamReader(text), options), builder);
        try {
            reader.documents();
            return 0;
        } catch (MarkedYAMLException e) {
            return e.getProblemMark() == null ? reader.line : e.getProblemMark().getLine() + 1;
        } catch (YAMLException | NodeBuilder.TooMuch e) {
            return reader.line;
        }
    }

    private void documents() {
        while (!parser.checkEvent(Event.ID.StreamEnd)) {
            Event event = parser.peekEvent();
            if (event instanceof NodeEvent) {
                node("", 0);
            } else {
                parser.getEvent();
            }
        }
    }

    /** @param at where its key is; 0 where it has none */
    private Node node(String name, int at) {
        Event event = next();
        int from = at > 0 ? at : line;
        Node node;
        if (event instanceof AliasEvent alias) {
            return builder.add(anchors.getOrDefault(alias.getAnchor(), NONE).named(name, from));
        } else if (event instanceof ScalarEvent scalar) {
            node = builder.leaf(name, scalar.getValue(), from);
        } else if (event instanceof SequenceStartEvent) {
            builder.open(name, from);
            while (!parser.checkEvent(Event.ID.SequenceEnd)) {
                node("", 0);
            }
            next();
            node = builder.close();
        } else {
            builder.open(name, from);
            while (!parser.checkEvent(Event.ID.MappingEnd)) {
                entry();
            }
            next();
            node = builder.close(YamlReader::merged);
        }
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private void entry() {
        if (!(parser.peekEvent() instanceof ScalarEvent) && !(parser.peekEvent() instanceof AliasEvent)) {
            node("", 0); // a key that is a list or a map: nothing here names such
            node("", 0);
            return;
        }
        Event event = next();
        int from = line;
        String key = "";
        if (event instanceof AliasEvent alias) {
            key = anchors.getOrDefault(alias.getAnchor(), NONE).value();
        } else if (event instanceof ScalarEvent scalar) {
            key = scalar.getValue();
            if (scalar.getAnchor() != null) {
                anchors.put(scalar.getAnchor(), Node.of("", key, from, List.of()));
            }
        }
        node(key, from);
    }

    private Event next() {
        Event event = parser.getEvent();
        line = event.getStartMark().getLine() + 1;
        return event;
    }

    /** {@code <<} takes over what the map, or each of the maps, after it holds and this one does not. */
    private static List<Node> merged(List<Node> children) {
        if (children.stream().noneMatch(child -> child.name().equals(MERGE))) {
            return children;
        }
        List<Node> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        children.stream().filter(child -> !child.name().equals(MERGE)).forEach(child -> {
            names.add(child.name());
            all.add(child);
        });
        children.stream()
                .filter(child -> child.name().equals(MERGE))
                .flatMap(Node::members)
                .filter(child -> names.add(child.name()))
                .forEach(all::add);
        return all;
    }
}
