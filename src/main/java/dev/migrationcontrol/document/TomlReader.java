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
        try {
            JsonNode document = MAPPER.readTree(text);
            TomlReader reader = new TomlReader(builder);
            reader.lines(text);
            document.properties().forEach(each -> reader.add(each.getKey(), each.getValue(), 1, each.getKey()));
            return 0;
        } catch (JsonProcessingException e) {
            return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
        } catch (NodeBuilder.TooMuch e) {
            return 1;
        }
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
