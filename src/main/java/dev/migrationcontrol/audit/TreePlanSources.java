package dev.migrationcontrol.audit;

import dev.migrationcontrol.conversion.TreeConversion;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.system.MigrationSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a conversion is asked for: one source for each system, with what has to be printed for it before. */
final class TreePlanSources {
    /** The placeholder in the documents for a name that only the reader knows. */
    static final String ENVIRONMENT = "<environment>";

    private static final String DJANGO = "django";

    /**
     * One source.
     *
     * @param option a further member of the request, as JSON; empty for a system that is converted from its files
     * @param preparation shell commands, run in the root of the tree
     */
    private record Source(String directory, String system, String option, List<String> preparation) {}

    private final String tree;
    private final List<Source> sources = new ArrayList<>();

    /** @param tree where the tree is, seen from a root; empty when it is not known or the root itself */
    private TreePlanSources(String tree) {
        this.tree = tree;
    }

    static TreePlanSources of(TreeAuditReport report, List<SystemReport> systems) {
        boolean placed = !report.tree().contains(" ") && !report.tree().equals(".");
        TreePlanSources all = new TreePlanSources(placed ? report.tree().replaceAll("/+$", "") : "");
        List<SystemReport> django =
                systems.stream().filter(each -> each.system().equals(DJANGO)).toList();
        for (SystemReport system : systems) {
            if (!django.contains(system)) {
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
            return new Source(directory, system.system(), "", List.of());
        }
        return switch (system.system()) {
            case "alembic" ->
                new Source(
                        location,
                        system.system(),
                        "\"sqlOutput\":\"upgrade.sql\"" + undo(system),
                        alembic(system, location.isEmpty() ? "" : location + "/"));
            case "rails" ->
                new Source(
                        above(location),
                        system.system(),
                        "\"schemaDump\":\"structure.sql\"",
                        List.of("SCHEMA_FORMAT=sql bin/rails db:schema:dump"));
            default -> new Source(location, system.system(), "\"baselineOf\":\"" + ENVIRONMENT + "\"", List.of());
        };
    }

    private static String undo(SystemReport system) {
        return hasOneHead(system) ? ",\"undoSqlOutput\":\"downgrade.sql\"" : "";
    }

    private static boolean hasOneHead(SystemReport system) {
        return system.history() != null && system.history().heads().size() == 1;
    }

    private static List<String> alembic(SystemReport system, String folder) {
        List<String> commands = new ArrayList<>(List.of("alembic upgrade heads --sql > " + folder + "upgrade.sql"));
        if (hasOneHead(system)) {
            commands.add("alembic downgrade head:base --sql > " + folder + "downgrade.sql");
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
        String folder = common.isEmpty() ? "sql" : common + "/sql";
        return new Source(
                common,
                DJANGO,
                "\"sqlOutput\":\"sql\"",
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
    boolean holdsFlyway() {
        return sources.stream().anyMatch(each -> each.system().equals(MigrationSystems.FLYWAY));
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    int count() {
        return sources.size();
    }

    /** Whether its names can be put between quotes in a shell command. */
    boolean isPlain() {
        return sources.stream()
                .map(Source::directory)
                .allMatch(each -> each.chars().noneMatch(c -> c < ' ' || "'\"\\`$".indexOf(c) >= 0));
    }

    /** The shell commands that print what code migrations do; empty when there are none. */
    List<String> preparation() {
        return sources.stream().flatMap(each -> each.preparation().stream()).toList();
    }

    /** Whether a source is a schema that has to be taken from a database. */
    boolean takesBaseline() {
        return sources.stream().anyMatch(each -> each.option().contains("baselineOf"));
    }

    /** The sources as the request's JSON, one a line. */
    String json() {
        return sources.stream()
                .map(each -> "    {\"directory\":\"" + placed(each.directory()) + "\",\"system\":\"" + each.system()
                        + "\"" + (each.option().isEmpty() ? "" : "," + each.option()) + "}")
                .collect(Collectors.joining(",\n"));
    }

    private String placed(String directory) {
        String joined = tree.isEmpty() || directory.isEmpty() ? tree + directory : tree + "/" + directory;
        return joined.isEmpty() ? "." : joined;
    }
}
