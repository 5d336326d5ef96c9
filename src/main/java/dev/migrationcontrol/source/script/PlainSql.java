package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.TreeFacts;
import dev.migrationcontrol.system.TreeFacts.Plain;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Systems with one plain SQL file for each migration: Supabase, Drizzle, Atlas, sqlx, node-pg-migrate, DbUp, migrator. */
final class PlainSql implements Recogniser {
    private static final String DBUP = "dbup";
    private static final Pattern NUMBERED = Pattern.compile("^\\d+[-_. ].*\\.sql$|^\\d+\\.sql$");
    /** DbUp runs scripts of any name; a number, or a date, is what people order them by. */
    private static final Pattern WORD_AND_NUMBER = Pattern.compile("^[A-Za-z]{1,30}[ _-]?\\d.*\\.sql$");

    private static final Pattern NO_TRANSACTION =
            Pattern.compile("--\\s*(no-transaction|atlas:txmode\\s+none)", Pattern.CASE_INSENSITIVE);

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<ScriptSystem> systems = new ArrayList<>();
        Predicate<SourceFile> numbered = file -> (BoundedPattern.in(NUMBERED, file.name())
                                .matches()
                        || BoundedPattern.in(WORD_AND_NUMBER, file.name()).matches())
                && !file.name().endsWith(".down.sql");
        for (Map.Entry<String, List<SourceFile>> each :
                view.freeByDirectory(numbered).entrySet()) {
            MigrationSystem tool = tool(view, each.getKey());
            if (tool != null && tool.tree() != null && tool.tree().plain() == null) {
                List<RecognisedScript> scripts = each.getValue().stream()
                        .filter(file -> tool.id().equals(DBUP)
                                || BoundedPattern.in(NUMBERED, file.name()).matches())
                        .map(file -> read(view, tool, file))
                        .toList();
                if (!scripts.isEmpty()) {
                    ScriptSystem system = ScriptSystem.of(
                            tool, each.getKey(), evidence(tool), tool.id().equals(DBUP) ? byName(scripts) : scripts);
                    systems.add(
                            tool.id().equals("drizzle")
                                    ? Dialect.declared(
                                            view, SourceFile.join(each.getKey(), "meta/_journal.json"), system)
                                    : system);
                }
            }
        }
        migrator(view).ifPresent(systems::add);
        MigrationSystems.having(TreeFacts::plain).forEach((tool, plain) -> given(view, tool, plain, systems));
        return systems;
    }

    private static @Nullable MigrationSystem tool(TreeView view, String directory) {
        if (directory.equals("supabase/migrations") || directory.endsWith("/supabase/migrations")) {
            return MigrationSystems.named("supabase");
        }
        if (view.tree().has(SourceFile.join(directory, "meta/_journal.json"))) {
            return MigrationSystems.named("drizzle");
        }
        if (view.tree().has(SourceFile.join(directory, "atlas.sum"))) {
            return MigrationSystems.named("atlas");
        }
        boolean inMigrations = directory.toLowerCase(Locale.ROOT).contains("migration");
        if (view.tree().nearest(directory, "Cargo.toml").isPresent()
                && view.isNamed(MigrationSystems.named("sqlx"))
                && (inMigrations || view.isGiven(MigrationSystems.named("sqlx"), directory))) {
            return MigrationSystems.named("sqlx");
        }
        if (view.isNamed(MigrationSystems.named("node-pg-migrate"))
                && (inMigrations || view.isGiven(MigrationSystems.named("node-pg-migrate"), directory))) {
            return MigrationSystems.named("node-pg-migrate");
        }
        return isOfDbUp(view, directory) ? MigrationSystems.named(DBUP) : null;
    }

    /** Files of directories that programs of the tree give to a tool, or that are called after migrations. */
    private static void given(TreeView view, MigrationSystem tool, Plain plain, List<ScriptSystem> systems) {
        if (!view.isNamed(tool)) {
            return;
        }
        view.freeByDirectory(file -> TreeView.isSql(file)
                        && BoundedPattern.in(plain.name(), file.name()).matches())
                .forEach((directory, files) -> {
                    if (!view.isNamedNear(tool, directory) || !isPlace(view, tool, plain, directory)) {
                        return;
                    }
                    List<RecognisedScript> scripts = files.stream()
                            .map(file -> read(view, tool, plain, file))
                            .toList();
                    ScriptSystem system =
                            ScriptSystem.of(tool, directory, tool.title() + " is named by the project", scripts);
                    view.claim(system);
                    systems.add(system);
                });
    }

    private static boolean isPlace(TreeView view, MigrationSystem tool, Plain plain, String directory) {
        return plain.folder() != null
                ? BoundedPattern.in(plain.folder(), directory).matches()
                : directory.toLowerCase(Locale.ROOT).matches("(?:.*/)?[^/]{0,60}migrations?")
                        || view.isGiven(tool, directory);
    }

    private static RecognisedScript read(TreeView view, MigrationSystem tool, Plain plain, SourceFile file) {
        RecognisedScript script = read(view, tool, file);
        if (plain.downFrom() == null) {
            return script;
        }
        String down = BoundedPattern.in(plain.downFrom(), file.path()).replaceFirst(String.valueOf(plain.downTo()));
        return view.tree()
                .find(down)
                .map(found -> script.doing(
                        script.up(),
                        RecognisedScript.Back.of(
                                found.path(), ScriptOutline.of(view.text(found).text()))))
                .orElse(script);
    }

    /** Each by its whole name, where the numbers alone do not say which is which. */
    private static List<RecognisedScript> byName(List<RecognisedScript> scripts) {
        boolean numbers = scripts.stream()
                        .allMatch(script -> Character.isDigit(fileName(script).charAt(0)))
                && scripts.stream().map(RecognisedScript::version).distinct().count() == scripts.size();
        return numbers
                ? scripts
                : scripts.stream()
                        .map(script -> script.called(fileName(script).replaceFirst("\\.\\w+$", "")))
                        .toList();
    }

    private static String fileName(RecognisedScript script) {
        return script.file().substring(script.file().lastIndexOf('/') + 1);
    }

    /** Whether a program that runs DbUp is in or above the directory. */
    static boolean isOfDbUp(TreeView view, String directory) {
        return !view.marked(FileMarker.DBUP).isEmpty() && isBelowProject(view, directory);
    }

    private static boolean isBelowProject(TreeView view, String directory) {
        return view.marked(FileMarker.DBUP).stream()
                .anyMatch(file -> directory.isEmpty()
                        || (directory + "/").startsWith(file.directory().isEmpty() ? "" : file.directory() + "/"));
    }

    private static String evidence(MigrationSystem tool) {
        return switch (tool.id()) {
            case "supabase" -> "the directory supabase/migrations";
            case "drizzle" -> "meta/_journal.json";
            case "atlas" -> "atlas.sum";
            default -> tool.title() + " is named by the project, and the files are numbered";
        };
    }

    static RecognisedScript read(TreeView view, MigrationSystem tool, SourceFile file) {
        String text = view.text(file).text();
        RecognisedScript script = PairedSql.read(view, tool, file);
        Boolean transaction = tool.isCustom()
                ? null
                : !BoundedPattern.in(NO_TRANSACTION, text).find();
        if (tool.id().equals("supabase")) {
            transaction = false;
        }
        return script.with(List.of(), transaction);
    }

    /** lukaszbudnik/migrator names its directories in migrator.yaml. */
    private static Optional<ScriptSystem> migrator(TreeView view) {
        return view.tree().files().stream()
                .filter(file -> file.name().equals("migrator.yaml"))
                .findFirst()
                .flatMap(config -> {
                    List<RecognisedScript> scripts = view.tree().files().stream()
                            .filter(file ->
                                    TreeView.isSql(file) && view.isFree(file) && file.isBelow(config.directory()))
                            .map(file -> read(view, MigrationSystems.named("migrator"), file))
                            .toList();
                    return scripts.isEmpty()
                            ? Optional.empty()
                            : Optional.of(ScriptSystem.of(
                                    MigrationSystems.named("migrator"), config.directory(), "migrator.yaml", scripts));
                });
    }
}
