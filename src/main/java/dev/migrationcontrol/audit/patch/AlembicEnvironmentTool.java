package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.VariableReport;
import dev.migrationcontrol.source.tree.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Alembic's {@code env.py}, so that it takes the address of the database from the variable of the standard. */
record AlembicEnvironmentTool(TreePatch.Order order) implements Topic {
    private static final Pattern CONFIG = Pattern.compile("^(\\w++)\\s*+=\\s*+context\\.config\\s*+(?:#.*)?$");
    private static final Pattern DRIVER = Pattern.compile("postgresql\\+(\\w{1,40}+)://");
    private static final Pattern IMPORT = Pattern.compile("^(?:import|from)\\s++(?!__future__).*$");

    @Override
    public String place() {
        return "env.py";
    }

    @Override
    public String what() {
        return "take the address of the database from the variable of the standard.";
    }

    @Override
    public void draft(Drafts drafts) {
        order.systems().stream()
                .filter(system -> system.system().equals("alembic"))
                .map(SystemReport::location)
                .map(location -> SourceFile.join(SourceFile.parentOf(location), "env.py"))
                .distinct()
                .filter(path -> drafts.files().exists(path))
                .forEach(path -> draft(path, drafts));
    }

    private void draft(String path, Drafts drafts) {
        String text = drafts.text(path).orElse("");
        if (text.contains("DATABASE_URL")) {
            return;
        }
        if (!text.contains("sqlalchemy.url") && !text.contains("engine_from_config") || Words.has(text, "settings")) {
            drafts.byHand(
                    path,
                    "Make sure that the address of the database comes from " + variable()
                            + "; the file takes it from settings of the application, or computes it.");
            return;
        }
        Optional<String> obstacle = drafts.obstacle(path);
        if (obstacle.isPresent()) {
            drafts.byHand(path, "Take the address of the database from " + variable() + ": " + obstacle.get() + ".");
            return;
        }
        insert(path, drafts);
    }

    private void insert(String path, Drafts drafts) {
        EditedFile file = drafts.edit(path);
        Optional<Integer> config = line(file, CONFIG);
        Optional<Integer> imports = line(file, IMPORT);
        if (config.isEmpty() || imports.isEmpty() || imports.get() > config.get()) {
            drafts.byHand(path, "Take the address of the database from " + variable() + ".");
            return;
        }
        Matcher name = CONFIG.matcher(file.before(config.get()));
        String object = name.matches() ? String.valueOf(name.group(1)) : "config";
        file.insertAfter(
                config.get(),
                List.of(
                        "",
                        "if os.environ.get(\"" + variable() + "\"):",
                        "    # In a setting of Alembic a percent sign is written twice.",
                        "    " + object + ".set_main_option(\"sqlalchemy.url\", os.environ[\"" + variable() + "\"]"
                                + driver(drafts) + ".replace(\"%\", \"%%\"))"));
        boolean imported = IntStream.rangeClosed(1, file.lines())
                .anyMatch(line -> file.before(line).matches("import os\\b(?!\\.).*"));
        if (!imported) {
            file.insertAfter(imports.get() - 1, List.of("import os"));
        }
        drafts.because(path, "it takes the address of the database from " + variable());
    }

    private static Optional<Integer> line(EditedFile file, Pattern pattern) {
        return IntStream.rangeClosed(1, file.lines())
                .filter(line -> pattern.matcher(file.before(line)).matches())
                .boxed()
                .findFirst();
    }

    /** The driver that Alembic's settings name, which the variable does not. */
    private static String driver(Drafts drafts) {
        Matcher driver = DRIVER.matcher(drafts.text("alembic.ini").orElse(""));
        return driver.find() ? ".replace(\"postgresql://\", \"postgresql+" + driver.group(1) + "://\", 1)" : "";
    }

    private String variable() {
        List<String> read = order.variables().stream()
                .filter(each ->
                        each.read() && each.noDatabase() == null && each.name().equals(each.standard()))
                .map(VariableReport::name)
                .filter(each -> !each.startsWith("TEST_"))
                .toList();
        return read.isEmpty() || read.contains("DATABASE_URL") ? "DATABASE_URL" : read.get(0);
    }
}
