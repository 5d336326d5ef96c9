package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DBIx::Class::DeploymentHandler: for each kind of database a folder with the steps between two versions, and whole schemas. */
final class DeploymentHandlerScripts implements Recogniser {
    private static final Pattern STEP =
            Pattern.compile("((?:.*/)?PostgreSQL)/(?:upgrade|deploy|downgrade|initialize)/[\\w.-]+/[^/]+");

    @Override
    public List<ScriptSystem> find(TreeView view) {
        MigrationSystem tool = MigrationSystems.named("dbix-class");
        if (!view.isNamed(tool)) {
            return List.of();
        }
        Set<String> homes = new TreeSet<>();
        List<SourceFile> files = new ArrayList<>();
        for (SourceFile file : view.tree().files()) {
            Matcher step = BoundedPattern.in(STEP, file.path());
            if (view.isFree(file) && step.matches()) {
                homes.add(step.group(1) + "/upgrade");
                files.add(file);
            }
        }
        List<ScriptSystem> found = new ArrayList<>();
        for (VersionFolders.History history :
                homes.isEmpty() ? List.<VersionFolders.History>of() : VersionFolders.in(view)) {
            if (homes.contains(history.home())) {
                found.add(ScriptSystem.of(
                        tool,
                        history.home(),
                        "a folder for each step between two versions",
                        VersionFolders.scripts(view, history)));
            }
        }
        // A whole schema for each version is no migration.
        files.forEach(view::claim);
        return found;
    }
}
