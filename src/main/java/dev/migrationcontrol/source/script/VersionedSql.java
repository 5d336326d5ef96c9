package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.TransactionBlocks;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Systems named as Flyway names scripts: Flyway itself, refinery and Evolve; distinguished by what is around them. */
final class VersionedSql implements Recogniser {
    private static final Pattern NAME = Pattern.compile("^([VRB])([\\d._]*)__(.+)\\.(sql|java|kt|rs)$");
    private static final Pattern REFINERY_NAME = Pattern.compile("^[VU](\\d+)__(\\w+)\\.(sql|rs)$");

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<ScriptSystem> systems = new ArrayList<>();
        view.freeByDirectory(file -> BoundedPattern.in(NAME, file.name()).matches())
                .forEach((directory, files) -> {
                    MigrationSystem tool = tool(view, directory, files);
                    List<RecognisedScript> scripts =
                            files.stream().map(file -> read(view, tool, file)).toList();
                    systems.add(ScriptSystem.of(tool, directory, files.get(0).name() + " and its like", scripts));
                });
        return systems;
    }

    private static MigrationSystem tool(TreeView view, String directory, List<SourceFile> files) {
        boolean rust = view.tree().nearest(directory, "Cargo.toml").isPresent();
        boolean refinery = files.stream()
                .allMatch(file -> BoundedPattern.in(REFINERY_NAME, file.name()).matches());
        if (rust
                && refinery
                && view.isNamed(MigrationSystems.named("refinery"))
                && !view.isNamedNear(MigrationSystems.named(MigrationSystems.FLYWAY), directory)) {
            return MigrationSystems.named("refinery");
        }
        boolean flyway = view.isNamed(MigrationSystems.named(MigrationSystems.FLYWAY));
        if (!flyway && PlainSql.isOfDbUp(view, directory)) {
            return MigrationSystems.named("dbup");
        }
        return !view.marked(FileMarker.EVOLVE).isEmpty() && !flyway
                ? MigrationSystems.named("evolve")
                : MigrationSystems.named(MigrationSystems.FLYWAY);
    }

    private static RecognisedScript read(TreeView view, MigrationSystem tool, SourceFile file) {
        Matcher name = BoundedPattern.in(NAME, file.name());
        String number = name.matches() ? String.valueOf(name.group(2)) : "";
        String title = file.name()
                .replaceFirst("^[VRB][\\d._]*?__", "")
                .replaceFirst("\\.\\w+$", "")
                .replace('_', ' ');
        String version = number.isEmpty() ? title : number.replace('_', '.');
        List<Statement> up = TreeView.isSql(file)
                ? ScriptOutline.of(view.text(file).text())
                : CodeCalls.statements(view.text(file), 0, Integer.MAX_VALUE);
        return new RecognisedScript(
                version,
                file.path(),
                List.of(),
                List.of(),
                title,
                FileNames.date(version),
                up,
                back(view, tool, file),
                apart(view, tool, file, up));
    }

    private static RecognisedScript.Back back(TreeView view, MigrationSystem tool, SourceFile file) {
        if (!tool.id().equals(MigrationSystems.FLYWAY) || !file.name().startsWith("V")) {
            return RecognisedScript.Back.MISSING;
        }
        String undo = SourceFile.join(file.directory(), "U" + file.name().substring(1));
        String version = file.name().substring(0, file.name().indexOf("__"));
        Optional<SourceFile> found = view.tree()
                .find(undo)
                .or(() -> view.tree().in(file.directory()).stream()
                        .filter(other -> other.name().startsWith("U" + version.substring(1) + "__"))
                        .findFirst());
        return found.map(script -> RecognisedScript.Back.of(
                        script.path(), ScriptOutline.of(view.text(script).text())))
                .orElse(RecognisedScript.Back.MISSING);
    }

    /** Flyway itself knows statements that must run apart, when a script holds nothing else. */
    private static boolean apart(TreeView view, MigrationSystem tool, SourceFile file, List<Statement> up) {
        if (!tool.id().equals(MigrationSystems.FLYWAY)) {
            return true;
        }
        boolean configured = view.tree()
                .find(file.path() + ".conf")
                .map(conf -> view.text(conf).text())
                .filter(text -> text.matches("(?s).*executeInTransaction\\s*=\\s*false.*"))
                .isPresent();
        return !configured && !(!up.isEmpty() && up.stream().allMatch(TransactionBlocks::refuse));
    }
}
