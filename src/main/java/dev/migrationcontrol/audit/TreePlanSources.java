package dev.migrationcontrol.audit;

import dev.migrationcontrol.conversion.AlembicOutput;
import dev.migrationcontrol.conversion.DjangoTool;
import dev.migrationcontrol.conversion.TreeConversion;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a conversion is asked for: one source for each system, with what has to be printed for it before. */
final class TreePlanSources {
    private static final String BASELINE = "baselineOf";
    private static final String SQL_OUTPUT = "sqlOutput";

    /**
     * One source.
     *
     * @param options further members of the request; none for a system that is converted from its files
     * @param preparation shell commands, run in the root of the tree
     */
    private record Source(String directory, String system, Map<String, String> options, List<String> preparation) {}

    private final String tree;
    private final List<Source> sources = new ArrayList<>();

    /** @param tree where the tree is, seen from a root; empty when it is not known or the root itself */
    private TreePlanSources(String tree) {
        this.tree = tree;
    }

    static TreePlanSources of(TreeAuditReport report, List<SystemReport> systems) {
        boolean placed = !report.tree().contains(" ") && !report.tree().equals(".");
        TreePlanSources all = new TreePlanSources(placed ? report.tree().replaceAll("/+$", "") : "");
        List<SystemReport> django = systems.stream()
                .filter(each -> each.system().equals(DjangoTool.SYSTEM))
                .toList();
        for (SystemReport system : systems) {
            if (!django.contains(system) && !system.migrations().isEmpty()) {
                all.sources.add(source(system, conversionOf(report, system)));
            }
        }
        if (!django.isEmpty()) {
            all.sources.add(django(django));
        }
        return all;
    }

    /** Where the new scripts go: a directory in which no system of the tree has its scripts. */
    static String newDirectory(TreeAuditReport report) {
        return Stream.of("migrations", "db/migrations", "flyway")
                .filter(each ->
                        report.systems().stream().noneMatch(system -> (system.location() + "/").startsWith(each + "/")))
                .findFirst()
                .orElse("one-history");
    }

    /** What the conversion makes of a system's files; null when it cannot be converted from them. */
    static @Nullable TreeConversion conversionOf(TreeAuditReport report, SystemReport system) {
        return report.conversions().stream()
                .filter(each -> each.note() == null && each.scripts() > 0)
                .filter(each ->
                        each.system().equals(system.system()) && each.location().equals(system.location()))
                .findFirst()
                .orElse(null);
    }

    private static Source source(SystemReport system, @Nullable TreeConversion conversion) {
        String location = system.location();
        if (conversion != null || system.system().equals(MigrationSystems.FLYWAY)) {
            String directory = conversion == null || conversion.directory() == null ? location : conversion.directory();
            return new Source(directory, system.system(), Map.of(), List.of());
        }
        if (system.system().equals(AlembicOutput.SYSTEM)) {
            return new Source(
                    location,
                    system.system(),
                    hasOneHead(system) ? outputs("upgrade.sql", "downgrade.sql") : Map.of(SQL_OUTPUT, "upgrade.sql"),
                    alembic(system, location.isEmpty() ? "" : location + "/"));
        }
        MigrationSystem.Commands commands =
                MigrationSystems.named(system.system()).commands();
        return commands == null || commands.dump() == null
                ? new Source(location, system.system(), Map.of(BASELINE, "<environment>"), List.of())
                : new Source(
                        above(location),
                        system.system(),
                        Map.of("schemaDump", "structure.sql"),
                        List.of(commands.dump()));
    }

    private static Map<String, String> outputs(String up, String down) {
        Map<String, String> outputs = new LinkedHashMap<>(Map.of(SQL_OUTPUT, up));
        outputs.put("undoSqlOutput", down);
        return outputs;
    }

    private static boolean hasOneHead(SystemReport system) {
        return system.history() != null && system.history().heads().size() == 1;
    }

    private static List<String> alembic(SystemReport system, String folder) {
        List<String> commands =
                new ArrayList<>(List.of("alembic upgrade heads --sql > " + Shell.word(folder + "upgrade.sql")));
        if (hasOneHead(system)) {
            commands.add("alembic downgrade head:base --sql > " + Shell.word(folder + "downgrade.sql"));
        }
        return commands;
    }

    /** All applications as one source: their migrations depend on each other. */
    private static Source django(List<SystemReport> applications) {
        List<String> projects = applications.stream()
                .map(each -> above(above(each.location())))
                .distinct()
                .toList();
        String common = projects.get(0);
        while (!isAboveAll(common, projects)) {
            common = above(common);
        }
        String folder = Shell.word(common.isEmpty() ? "sql" : common + "/sql");
        return new Source(
                common,
                DjangoTool.SYSTEM,
                Map.of(SQL_OUTPUT, "sql"),
                List.of(
                        "mkdir -p " + folder,
                        "python manage.py showmigrations --plan | sed 's/^.....//; s/ .*//' | while IFS=. read -r app name; do",
                        "  python manage.py sqlmigrate \"$app\" \"$name\" > " + folder + "/$app.$name.sql",
                        "  python manage.py sqlmigrate --backwards \"$app\" \"$name\" > " + folder
                                + "/$app.$name.down.sql",
                        "done"));
    }

    private static boolean isAboveAll(String directory, List<String> places) {
        return directory.isEmpty()
                || places.stream().allMatch(each -> each.equals(directory) || each.startsWith(directory + "/"));
    }

    private static String above(String directory) {
        return directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
    }

    /** Whether a history of Flyway is among those that become one. */
    public boolean holdsFlyway() {
        return sources.stream().anyMatch(each -> each.system().equals(MigrationSystems.FLYWAY));
    }

    public boolean isEmpty() {
        return sources.isEmpty();
    }

    public int count() {
        return sources.size();
    }

    /** Whether its names can be put between quotes in a shell command. */
    public boolean isPlain() {
        return sources.stream()
                .map(Source::directory)
                .allMatch(each -> each.chars().noneMatch(c -> c < ' ' || "'\"\\`$".indexOf(c) >= 0));
    }

    /** The shell commands that print what code migrations do; empty when there are none. */
    public List<String> preparation() {
        return sources.stream().flatMap(each -> each.preparation().stream()).toList();
    }

    /** Whether a source is a schema that has to be taken from a database. */
    public boolean takesBaseline() {
        return sources.stream().anyMatch(each -> each.options().containsKey(BASELINE));
    }

    /** The sources as JSON within a quoted word, each by itself. */
    public List<String> json() {
        return sources.stream().map(this::json).toList();
    }

    private String json(Source source) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("directory", placed(source.directory()));
        json.put("system", source.system());
        json.putAll(source.options());
        return Shell.inQuotes(Shell.json(json));
    }

    private String placed(String directory) {
        String joined = tree.isEmpty() || directory.isEmpty() ? tree + directory : tree + "/" + directory;
        return joined.isEmpty() ? "." : joined;
    }
}
