package dev.migrationcontrol.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TOML; its library says no lines, so that those of tables are taken from their headers. */
final class TomlReader {
    static final int LONGEST = 4_000_000;
    private static final TomlMapper MAPPER = new TomlMapper();
    /** A fault may be found long after the value that it belongs to began. */
    private static final int MOST_TRIES = 10;

    private static final Pattern START = Pattern.compile("(?m)^[ \\t]*+(?:\\[|[\\w.\"' \\t-]++=)");
    private static final Pattern HEADER = Pattern.compile("(?m)^[ \\t]*\\[\\[[ \\t]*([\\w.-]++)[ \\t]*]]");

    private final NodeBuilder builder;
    private final Map<String, List<Integer>> headers = new HashMap<>();

    private TomlReader(NodeBuilder builder) {
        this.builder = builder;
    }

    /** @return the line of a fault; 0 where there is none */
    static int read(String text, NodeBuilder builder) {
        if (text.length() > LONGEST) {
            return 1;
        }
        int fault = 0;
        String rest = text;
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                new TomlReader(builder).add(rest);
                return fault;
            } catch (JsonProcessingException e) {
                int line = e.getLocation() == null
                        ? 1
                        : Math.max(1, e.getLocation().getLineNr());
                rest = fault == 0 ? beforeLine(rest, line) : withoutLast(rest);
                fault = fault == 0 ? line : fault;
            } catch (NodeBuilder.TooMuch e) {
                return Math.max(1, fault);
            }
        }
        return fault;
    }

    private static String beforeLine(String text, int line) {
        int begin = 0;
        for (int i = 1; i < line && text.indexOf('\n', begin) >= 0; i++) {
            begin = text.indexOf('\n', begin) + 1;
        }
        return text.substring(0, begin);
    }

    /** Without its last key or table: the fault belongs to a value that began there. */
    private static String withoutLast(String text) {
        int begin = 0;
        Matcher start = START.matcher(text);
        while (start.find()) {
            begin = start.start();
        }
        return text.substring(0, begin);
    }

    private void add(String text) throws JsonProcessingException {
        JsonNode document = MAPPER.readTree(text);
        lines(text);
        document.properties().forEach(each -> add(each.getKey(), each.getValue(), 1, each.getKey()));
    }

    private void lines(String text) {
        int line = 1;
        int from = 0;
        Matcher header = HEADER.matcher(text);
        while (header.find()) {
            line += (int) text.substring(from, header.start(1))
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            from = header.start(1);
            headers.computeIfAbsent(header.group(1), first -> new ArrayList<>()).add(line);
        }
    }

    private void add(String name, JsonNode node, int line, String path) {
        if (node.isValueNode()) {
            builder.leaf(name, node.asText(), line);
            return;
        }
        builder.open(name, line);
        List<Integer> known = headers.getOrDefault(path, List.of());
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            add("", node.get(i), known.size() == node.size() ? known.get(i) : line, path);
        }
        node.properties().forEach(each -> add(each.getKey(), each.getValue(), line, path + "." + each.getKey()));
        builder.close();
    }
}
