package dev.migrationcontrol.source.script;

import dev.migrationcontrol.document.StructuredText;
import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Systems with a directory for each migration: Diesel and Hasura ({@code up.sql}), Prisma ({@code migration.sql}). */
final class FolderSql implements Recogniser {
    private static final Pattern HASURA_SETTINGS =
            Pattern.compile("(?m)^(metadata_directory|migrations_directory|metadata_version|actions|endpoint)\\s*:");
    private static final Pattern TIMED = Pattern.compile("^\\d[\\d-]*_.*");

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<ScriptSystem> systems = new ArrayList<>();
        folders(view, "up.sql", FolderSql::hasura)
                .forEach((location, scripts) -> hasuraProject(view, location).ifPresent(evidence -> {
                    ScriptSystem system =
                            ScriptSystem.of(MigrationSystems.named("hasura"), location, evidence, scripts);
                    view.claim(system);
                    systems.add(system);
                }));
        folders(view, "up.sql", FolderSql::diesel).forEach((location, scripts) -> {
            boolean named = view.tree().nearest(location, "diesel.toml").isPresent()
                    || view.isNamed(MigrationSystems.named("diesel"));
            if (named) {
                systems.add(ScriptSystem.of(
                        MigrationSystems.named("diesel"), location, "directories with up.sql", scripts));
            }
        });
        serverpod(view, systems);
        folders(view, "migration.sql", FolderSql::prisma).forEach((location, scripts) -> {
            boolean lock = view.tree().has(SourceFile.join(location, "migration_lock.toml"));
            if (lock || view.isNamed(MigrationSystems.named("prisma"))) {
                ScriptSystem system = ScriptSystem.of(
                        MigrationSystems.named("prisma"),
                        location,
                        lock ? "migration_lock.toml" : "directories with migration.sql",
                        scripts);
                systems.add(Dialect.declared(view, SourceFile.join(location, "migration_lock.toml"), system));
            }
        });
        return systems;
    }

    /** A folder for each version, listed in a file next to them. */
    private static void serverpod(TreeView view, List<ScriptSystem> systems) {
        for (SourceFile list : view.tree().files()) {
            if (!list.name().equals("migration_registry.txt")) {
                continue;
            }
            List<RecognisedScript> scripts = new ArrayList<>();
            for (SourceFile file : view.tree().files()) {
                boolean inside = SourceFile.parentOf(file.directory()).equals(list.directory());
                if (inside && TreeView.isSql(file)) {
                    view.claim(file);
                    if (file.name().equals("migration.sql")) {
                        scripts.add(script(view, file, SourceFile.join(file.directory(), "down.sql"), false));
                    }
                }
            }
            if (!scripts.isEmpty()) {
                systems.add(ScriptSystem.of(
                        MigrationSystems.named("serverpod"), list.directory(), list.path() + " lists them", scripts));
            }
        }
    }

    /** What says that the folders are Hasura's: its settings, Nhost's, or metadata next to them. */
    private static Optional<String> hasuraProject(TreeView view, String location) {
        Optional<String> settings = view.tree()
                .nearest(location, "config.yaml")
                .filter(file -> BoundedPattern.in(
                                HASURA_SETTINGS, view.text(file).text())
                        .find())
                .map(SourceFile::path);
        Optional<String> nhost = Stream.of("nhost.toml", "config.yaml")
                .map(name -> view.tree().nearest(location, name))
                .flatMap(Optional::stream)
                .map(SourceFile::path)
                .filter(path -> ("/" + path).contains("/nhost/"))
                .findFirst();
        String root = SourceFile.parentOf(
                location.endsWith("/migrations") || location.equals("migrations")
                        ? location
                        : SourceFile.parentOf(location));
        Optional<String> metadata = Stream.of("metadata/version.yaml", "metadata/databases/databases.yaml")
                .map(path -> SourceFile.join(root, path))
                .filter(view.tree()::has)
                .findFirst();
        return settings.or(() -> nhost).or(() -> metadata);
    }

    private static Map<String, List<RecognisedScript>> folders(
            TreeView view, String name, BiFunction<TreeView, SourceFile, RecognisedScript> read) {
        return view.tree().files().stream()
                .filter(file -> file.name().equals(name) && view.isFree(file))
                .filter(file -> BoundedPattern.in(TIMED, folder(file)).matches())
                .collect(Collectors.groupingBy(
                        file -> SourceFile.parentOf(file.directory()),
                        TreeMap::new,
                        Collectors.mapping(file -> read.apply(view, file), Collectors.toList())));
    }

    private static String folder(SourceFile file) {
        return file.directory().substring(file.directory().lastIndexOf('/') + 1);
    }

    /** The API runs a script in a transaction, and the number is what is recorded. */
    private static RecognisedScript hasura(TreeView view, SourceFile file) {
        return script(view, file, SourceFile.join(file.directory(), "down.sql"), true)
                .called(FileNames.required(folder(file)));
    }

    /** What is recorded is the time alone, without its dashes. */
    private static RecognisedScript diesel(TreeView view, SourceFile file) {
        boolean apart = view.tree()
                .find(SourceFile.join(file.directory(), "metadata.toml"))
                .map(metadata -> StructuredText.of("toml", view.text(metadata).text()))
                .filter(metadata -> metadata.root().text("run_in_transaction").equals("false"))
                .isPresent();
        return script(view, file, SourceFile.join(file.directory(), "down.sql"), !apart)
                .called(folder(file).replaceAll("_.*$", "").replace("-", ""));
    }

    /** Prisma sends a file as one query: with several statements the server makes one transaction of it. */
    private static RecognisedScript prisma(TreeView view, SourceFile file) {
        RecognisedScript script = script(view, file, SourceFile.join(file.directory(), "down.sql"), false);
        return script.with(List.of(), script.up().size() > 1);
    }

    private static RecognisedScript script(TreeView view, SourceFile file, String down, boolean transaction) {
        String folder = folder(file);
        RecognisedScript.Back back = view.tree()
                .find(down)
                .map(found -> RecognisedScript.Back.of(
                        down, ScriptOutline.of(view.text(found).text())))
                .orElse(RecognisedScript.Back.MISSING);
        return new RecognisedScript(
                folder,
                file.path(),
                List.of(),
                List.of(),
                FileNames.title(folder),
                FileNames.date(folder),
                ScriptOutline.of(view.text(file).text()),
                back,
                transaction);
    }
}
