package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.script.PythonTokens.Kind;
import dev.migrationcontrol.source.script.PythonTokens.Token;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The label of a Django application, by which migrations name each other: what its configuration says, else the name of
 * its directory, else the one that its migrations use for each other.
 */
final class DjangoLabel {
    private static final Pattern LABEL = Pattern.compile("(?m)^[ \\t]++label\\s*+=\\s*+[\"'](\\w++)[\"']");

    private DjangoLabel() {}

    /** @param directory of the migrations */
    static String of(TreeView view, String directory, List<SourceFile> migrations) {
        String above = SourceFile.parentOf(directory);
        String named = above.substring(above.lastIndexOf('/') + 1);
        Map<String, Integer> used = used(view, migrations);
        return configured(view, above)
                .or(() -> used.containsKey(named) ? Optional.of(named) : Optional.empty())
                .or(() -> used.entrySet().stream()
                        .filter(each -> each.getValue() * 2 >= migrations.size() - 1)
                        .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey))
                .orElse(named);
    }

    private static Optional<String> configured(TreeView view, String application) {
        return view.tree()
                .find(SourceFile.join(application, "apps.py"))
                .map(file -> BoundedPattern.in(LABEL, view.text(file).text()))
                .filter(Matcher::find)
                .map(label -> String.valueOf(label.group(1)));
    }

    /** How often each label names another migration of the same directory. */
    private static Map<String, Integer> used(TreeView view, List<SourceFile> migrations) {
        Set<String> names = new HashSet<>();
        migrations.forEach(file -> names.add(name(file)));
        Map<String, Integer> used = new HashMap<>();
        for (SourceFile file : migrations) {
            List<String> said = dependencies(PythonModule.of(view.text(file).text()));
            for (int i = 0; i + 1 < said.size(); i += 2) {
                if (names.contains(said.get(i + 1)) && !said.get(i + 1).equals(name(file))) {
                    used.merge(said.get(i), 1, Integer::sum);
                }
            }
        }
        return used;
    }

    /** Labels and names in turn. */
    static List<String> dependencies(PythonModule module) {
        return module.assigned("dependencies", true).orElse(List.of()).stream()
                .filter(token -> token.kind() == Kind.STRING)
                .map(Token::text)
                .toList();
    }

    private static String name(SourceFile file) {
        return file.name().replaceFirst("\\.py$", "");
    }
}
