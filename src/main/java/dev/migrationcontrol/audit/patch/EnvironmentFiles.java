package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.VariableReport;
import dev.migrationcontrol.source.tree.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that set the standard's variables: an example for people, values for this machine, and those of the tests. */
record EnvironmentFiles(TreePatch.Order order) implements Topic {
    private static final List<String> EXAMPLES = List.of(".env.example", ".env.sample", ".env.template", ".env.dist");
    private static final String LOCAL = ".env";

    @Override
    public String place() {
        return EXAMPLES.get(0);
    }

    @Override
    public String what() {
        return "set the variables of the standard in .env.example, .env and tests/.env.test.";
    }

    @Override
    public void draft(Drafts drafts) {
        if (order.systems().isEmpty()) {
            return;
        }
        String example = EXAMPLES.stream()
                .filter(each -> drafts.files().exists(each))
                .findFirst()
                .orElse(EXAMPLES.get(0));
        Map<String, String> known = Assignments.of(drafts.text(example).orElse(""));
        Map<String, String> missing = new LinkedHashMap<>();
        names(drafts).filter(name -> !known.containsKey(name)).forEach(name -> missing.put(name, value(name)));
        example(example, missing, drafts);
        Map<String, String> all = new LinkedHashMap<>(missing);
        known.forEach((name, value) -> {
            if (names(drafts).anyMatch(name::equals) && !SecretText.isIn(example, name + "=" + value)) {
                all.put(name, value);
            }
        });
        local(example, all, drafts);
        tests(all, drafts);
    }

    /** The variables that programs of the tree read, as they are called from now on, and that of the tests. */
    private Stream<String> names(Drafts drafts) {
        Stream<String> read = order.variables().stream()
                .filter(variable -> variable.noDatabase() == null && variable.read())
                .map(variable -> name(variable, drafts))
                .filter(name -> name.contains("DATABASE_") && !name.endsWith("_FILE"));
        return Stream.concat(read, Stream.of(testVariable())).distinct();
    }

    private static String name(VariableReport variable, Drafts drafts) {
        String standard = variable.standard();
        return drafts.isRenamed(variable.name()) && standard != null ? standard : variable.name();
    }

    private String testVariable() {
        return order.testEnvironment().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_") + "_DATABASE_URL";
    }

    private static String value(String name) {
        String database = name.replaceAll("DATABASE|UR[LI]|^_+|_+$", "")
                .replaceAll("^_+|_+$", "")
                .toLowerCase(Locale.ROOT);
        return "postgresql://localhost:5432/" + (database.isEmpty() ? "main" : database);
    }

    private static void example(String path, Map<String, String> missing, Drafts drafts) {
        if (missing.isEmpty()) {
            return;
        }
        List<String> lines = lines(missing);
        if (!drafts.files().exists(path)) {
            drafts.add(
                    path,
                    text("Databases of this machine; copy the file to .env.", lines),
                    false,
                    "it names every variable of the standard");
        } else if (drafts.obstacle(path).isEmpty()) {
            drafts.edit(path).append(lines);
            drafts.because(path, "it names every variable of the standard");
        } else {
            drafts.byHand(
                    path,
                    "Add " + String.join(", ", lines) + ": "
                            + drafts.obstacle(path).orElse("") + ".");
        }
    }

    private static void local(String example, Map<String, String> values, Drafts drafts) {
        if (drafts.files().isIgnored(LOCAL)) {
            drafts.byHand(
                    LOCAL,
                    "git ignores it, so it is no part of the patch: copy " + example
                            + " to it, and put in your own values.");
        } else if (drafts.files().exists(LOCAL)) {
            drafts.byHand(LOCAL, "Compare it with " + example + "; the patch adds nothing to it.");
        } else {
            drafts.add(
                    LOCAL,
                    text(
                            "Databases of this machine. No secret belongs here while git does not ignore the file.",
                            lines(values)),
                    false,
                    "it sets the variables of the standard on this machine");
        }
    }

    private void tests(Map<String, String> values, Drafts drafts) {
        Optional<String> directory = Stream.of("tests", "test", "spec")
                .filter(each -> drafts.files().all().stream().anyMatch(file -> file.isBelow(each)))
                .findFirst();
        String path = SourceFile.join(directory.orElse("tests"), ".env.test");
        String variable = testVariable();
        String line = variable + "=" + values.getOrDefault(variable, value(variable));
        if (drafts.files().isIgnored(path)) {
            drafts.byHand(path, "git ignores it, so it is no part of the patch: write " + line + " into it.");
        } else if (!drafts.files().exists(path)) {
            drafts.add(
                    path,
                    text("The database of the tests, which they may empty.", List.of(line)),
                    false,
                    "it names the database of the tests");
        } else if (!Assignments.of(drafts.text(path).orElse("")).containsKey(variable)) {
            if (drafts.obstacle(path).isEmpty()) {
                drafts.edit(path).append(List.of(line));
                drafts.because(path, "it names the database of the tests");
            } else {
                drafts.byHand(path, "Add " + line + ": " + drafts.obstacle(path).orElse("") + ".");
            }
        }
    }

    private static List<String> lines(Map<String, String> values) {
        List<String> lines = new ArrayList<>();
        values.forEach((name, value) -> lines.add(name + "=" + value));
        return lines;
    }

    private static String text(String comment, List<String> lines) {
        return "# " + comment + "\n" + String.join("\n", lines) + "\n";
    }
}
