package dev.migrationcontrol.source.script;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.TreeFacts;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Systems with {@code .up.sql} and {@code .down.sql} files: golang-migrate and sqlx, and those that copied the habit. */
final class PairedSql implements Recogniser {
    private static final String SQLX = "sqlx";
    private static final Pattern UP = Pattern.compile("^[vV]?\\d.*\\.up\\.(sql|fizz)$");
    private static final Pattern NO_TRANSACTION = Pattern.compile("^--\\s*no-transaction", Pattern.CASE_INSENSITIVE);

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<ScriptSystem> systems = new ArrayList<>();
        view.freeByDirectory(file -> BoundedPattern.in(UP, file.name()).matches())
                .forEach((directory, all) -> {
                    if (VersionFolders.isOneOfMany(view.tree(), directory)) {
                        return;
                    }
                    List<SourceFile> files = NamedDialects.forPostgres(all);
                    tool(view, directory, files).ifPresent(tool -> {
                        all.forEach(view::claim);
                        List<RecognisedScript> scripts = files.stream()
                                .map(file -> read(view, tool, file))
                                .toList();
                        systems.add(
                                ScriptSystem.of(tool, directory, files.get(0).name() + " and its like", scripts)
                                        .with(orphans(view, directory))
                                        .with(NamedDialects.variants(directory, all)));
                    });
                });
        return systems;
    }

    /** Empty when neither is named anywhere near: then it is for whoever reads the directory. */
    private static Optional<MigrationSystem> tool(TreeView view, String directory, List<SourceFile> files) {
        boolean rust = view.tree().nearest(directory, "Cargo.toml").isPresent();
        if (rust && view.isNamed(MigrationSystems.named(SQLX))) {
            return Optional.of(MigrationSystems.named(SQLX));
        }
        if (view.tree().has(SourceFile.join(directory, "atlas.sum"))
                && files.stream().allMatch(PairedSql::isPlain)) {
            return Optional.of(MigrationSystems.named("golang-migrate"));
        }
        List<MigrationSystem> tools = MigrationSystems.inTrees()
                .filter(system -> hasNamesOf(system.tree(), files) && view.isNamedNear(system, directory))
                .toList();
        return tools.stream()
                .filter(tool -> tools.size() > 1 && view.isNamedNextTo(tool, directory))
                .findFirst()
                .or(() -> tools.stream().findFirst());
    }

    private static boolean isPlain(SourceFile file) {
        return file.name().matches("\\d+_[^.]*\\.up\\.sql");
    }

    private static boolean hasNamesOf(@Nullable TreeFacts facts, List<SourceFile> files) {
        TreeFacts.Paired paired = facts == null ? null : facts.paired();
        return paired != null
                && files.stream()
                        .allMatch(file ->
                                BoundedPattern.in(paired.name(), file.name()).matches()
                                        || holds(paired.program(), file.name()));
    }

    static RecognisedScript read(TreeView view, MigrationSystem tool, SourceFile file) {
        SourceText text = view.text(file);
        List<Statement> up = statements(file, text);
        String down = file.path().replaceFirst("(?:\\.up)?\\.(sql|fizz)$", ".down.$1");
        RecognisedScript.Back back = view.tree()
                .find(down)
                .or(() -> view.tree()
                        .find(SourceFile.join(
                                file.directory(),
                                NamedDialects.common(file.name()).replaceFirst("(?:\\.up)?\\.sql$", ".down.sql"))))
                .map(found -> RecognisedScript.Back.of(found.path(), statements(found, view.text(found))))
                .orElse(RecognisedScript.Back.MISSING);
        String version = FileNames.required(file.name());
        return new RecognisedScript(
                version,
                file.path(),
                List.of(),
                List.of(),
                FileNames.title(file.name()),
                FileNames.date(version),
                up,
                back,
                transaction(tool, file, text, up));
    }

    private static List<Statement> statements(SourceFile file, SourceText text) {
        return TreeView.isSql(file) ? ScriptOutline.of(text.text()) : CodeCalls.statements(text, 0, Integer.MAX_VALUE);
    }

    /** Some send a file as one query, which the server makes one transaction of, if it holds several. */
    private static @Nullable Boolean transaction(
            MigrationSystem tool, SourceFile file, SourceText text, List<Statement> up) {
        TreeFacts.Paired paired = tool.tree() == null ? null : tool.tree().paired();
        if (paired != null && holds(paired.inTransaction(), file.name())) {
            return true;
        }
        if (paired != null && (holds(paired.apart(), file.name()) || holds(paired.apart(), text.text()))) {
            return false;
        }
        if (tool.query() == MigrationSystem.Query.WHOLE_FILE) {
            return up.size() > 1;
        }
        if (paired != null && paired.converted()) {
            return true;
        }
        return tool.id().equals(SQLX)
                ? !BoundedPattern.in(NO_TRANSACTION, text.text()).find()
                : null;
    }

    private static boolean holds(@Nullable Pattern pattern, String text) {
        return pattern != null && BoundedPattern.in(pattern, text).find();
    }

    /** Down scripts without the script that they take back. */
    static List<Finding> orphans(TreeView view, String directory) {
        Map<String, SourceFile> orphans = new LinkedHashMap<>();
        for (SourceFile file : view.tree().in(directory)) {
            String stem = file.path().replaceFirst("\\.down\\.sql$", "");
            if (!stem.equals(file.path())
                    && NamedDialects.common(file.name()).equals(file.name())
                    && !view.tree().has(stem + ".up.sql")
                    && !view.tree().has(stem + ".sql")) {
                orphans.put(stem, file);
            }
        }
        return orphans.values().stream()
                .map(file -> Finding.warning(
                        "down-without-up",
                        file.path(),
                        0,
                        "The script undoes a migration that is not in the tree.",
                        "Put the missing script back, or delete this one."))
                .toList();
    }
}
