package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.FileMarker;
import dev.migrationcontrol.source.script.TreeView;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables that Go libraries bind to the fields of structures: by tags, under the prefixes of the structures around, and under
 * one given where the library is called.
 */
final class GoFields {
    private static final Pattern TYPE = Pattern.compile("^type\\s+(\\w+)\\s+struct\\s*\\{");
    private static final Pattern FIELD =
            Pattern.compile("^\\s+(\\w+)\\s+(?:\\*|\\[\\])?(?:\\w+\\.)?(\\w+)\\s*(?:`([^`]*)`)?");
    private static final Pattern EMBEDDED = Pattern.compile("^\\s+\\*?(?:\\w+\\.)?(\\w+)\\s*(?:`([^`]*)`)?\\s*$");
    private static final Pattern TAG = Pattern.compile("\\b(env|envconfig)(?::|=)\"([A-Za-z0-9_]*)[^\"]*\"");
    private static final Pattern PREFIX_TAG =
            Pattern.compile("\\b(?:envPrefix|env-prefix):\"(\\w+)\"|\\benv:\"[^\"]*\\bprefix=(\\w+)");
    private static final Pattern GIVEN = Pattern.compile(
            "envconfig\\.(?:Must)?Process\\(\\s*\"(\\w*)\"|\\bOptions\\{[^}\\n]*\\bPrefix:\\s*\"(\\w+)\"|PrefixLookuper\\(\\s*\"(\\w+)\"|^\\s*Prefix:\\s*\"(\\w+_)\"");
    private static final int DEPTH = 4;

    private record Field(SourceFile file, int line, String name, String type, String tag) {
        boolean isBound() {
            return BoundedPattern.in(TAG, tag).find();
        }
    }

    private final VariableScan scan;
    private final Map<String, List<Field>> types = new LinkedHashMap<>();
    private final Set<String> given = new LinkedHashSet<>();
    private boolean splits;

    GoFields(VariableScan scan) {
        this.scan = scan;
    }

    void find(TreeView view) {
        view.marked(FileMarker.GO_TAGS).stream()
                .filter(file -> file.extension().equals("go"))
                .forEach(file -> read(file, view.text(file)));
        if (given.isEmpty() && types.values().stream().flatMap(List::stream).noneMatch(GoFields::isPrefixed)) {
            return;
        }
        Set<String> inner = new LinkedHashSet<>();
        types.values()
                .forEach(fields -> fields.stream()
                        .filter(field -> types.containsKey(field.type()))
                        .forEach(field -> inner.add(field.type())));
        types.keySet().stream()
                .filter(type -> !inner.contains(type))
                .forEach(type -> (given.isEmpty() ? Set.of("") : given).forEach(prefix -> bind(type, prefix, 0)));
    }

    private void read(SourceFile file, SourceText text) {
        String type = "";
        for (int line = 1; line <= text.lines(); line++) {
            String content = text.line(line);
            Matcher opened = BoundedPattern.in(TYPE, content);
            Matcher prefix = BoundedPattern.in(GIVEN, content);
            if (opened.find()) {
                type = String.valueOf(opened.group(1));
                types.putIfAbsent(type, new ArrayList<>());
            } else if (content.startsWith("}")) {
                type = "";
            } else if (!type.isEmpty()) {
                field(file, line, content, types.getOrDefault(type, List.of()));
            }
            if (prefix.find()) {
                given.add(prefix(prefix));
                splits |= content.contains("envconfig");
            }
        }
    }

    private static String prefix(Matcher found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            String value = found.group(group);
            if (value != null) {
                String upper = value.toUpperCase(Locale.ROOT);
                return upper.isEmpty() || upper.endsWith("_") ? upper : group == 1 ? upper + "_" : upper;
            }
        }
        return "";
    }

    private static void field(SourceFile file, int line, String content, List<Field> fields) {
        Matcher embedded = BoundedPattern.in(EMBEDDED, content);
        Matcher field = BoundedPattern.in(FIELD, content);
        if (embedded.matches()) {
            fields.add(new Field(file, line, "", String.valueOf(embedded.group(1)), tag(embedded.group(2))));
        } else if (field.find()) {
            fields.add(new Field(
                    file, line, String.valueOf(field.group(1)), String.valueOf(field.group(2)), tag(field.group(3))));
        }
    }

    private static String tag(@org.jspecify.annotations.Nullable String tag) {
        return tag == null ? "" : tag;
    }

    private static boolean isPrefixed(Field field) {
        return BoundedPattern.in(PREFIX_TAG, field.tag()).find();
    }

    private void bind(String type, String prefix, int depth) {
        if (depth > DEPTH) {
            return;
        }
        for (Field field : types.getOrDefault(type, List.of())) {
            if (types.containsKey(field.type()) && !field.type().equals(type)) {
                bind(field.type(), prefix + inner(field), depth + 1);
            } else {
                bound(field, prefix);
            }
        }
    }

    private String inner(Field field) {
        Matcher tagged = BoundedPattern.in(PREFIX_TAG, field.tag());
        if (tagged.find()) {
            return tagged.group(1) == null ? String.valueOf(tagged.group(2)) : String.valueOf(tagged.group(1));
        }
        return splits && !field.name().isEmpty() ? VariableNames.fromProperty(field.name()) + "_" : "";
    }

    private void bound(Field field, String prefix) {
        Matcher tag = BoundedPattern.in(TAG, field.tag());
        String own = tag.find() ? String.valueOf(tag.group(2)).toUpperCase(Locale.ROOT) : "";
        if (own.isEmpty()) {
            own = splits && !field.isBound() && !field.name().isEmpty() ? VariableNames.fromProperty(field.name()) : "";
        }
        String variable = prefix + own;
        if (!own.isEmpty() && !prefix.isEmpty() && VariableNames.isDatabase(variable)) {
            scan.forget(own, field.file().path(), field.line());
            scan.add(
                    variable,
                    new VariableUse(
                            field.file().path(),
                            field.line(),
                            VariableUse.Kind.READS,
                            "field " + field.name() + " with the prefix " + prefix));
        }
    }
}
