package dev.migrationcontrol.source.script;

import dev.migrationcontrol.finding.Remark;
import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.Tool;
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
    private static final Pattern UP = Pattern.compile("^[vV]?\\d.*\\.up\\.sql$");
    private static final Pattern GOLANG = Pattern.compile("^\\d+_[^.]*(\\.[^.]+){0,20}\\.(up|down)\\.sql$");
    private static final Pattern NO_TRANSACTION = Pattern.compile("^--\\s*no-transaction", Pattern.CASE_INSENSITIVE);

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<ScriptSystem> systems = new ArrayList<>();
        view.freeByDirectory(file -> BoundedPattern.in(UP, file.name()).matches())
                .forEach((directory, files) -> tool(view, directory, files).ifPresent(tool -> {
                    List<RecognisedScript> scripts =
                            files.stream().map(file -> read(view, tool, file)).toList();
                    systems.add(ScriptSystem.of(tool, directory, files.get(0).name() + " and its like", scripts)
                            .with(orphans(view, directory)));
                }));
        return systems;
    }

    /** Empty when neither is named anywhere near: then it is for whoever reads the directory. */
    private static Optional<Tool> tool(TreeView view, String directory, List<SourceFile> files) {
        boolean rust = view.tree().nearest(directory, "Cargo.toml").isPresent();
        if (rust && view.isNamed(Tool.SQLX)) {
            return Optional.of(Tool.SQLX);
        }
        boolean golang = files.stream()
                .allMatch(file -> BoundedPattern.in(GOLANG, file.name()).matches());
        return golang && view.isNamedNear(Tool.GOLANG_MIGRATE, directory)
                ? Optional.of(Tool.GOLANG_MIGRATE)
                : Optional.empty();
    }

    static RecognisedScript read(TreeView view, Tool tool, SourceFile file) {
        SourceText text = view.text(file);
        List<Statement> up = SqlReader.statements(text.text());
        String down = file.path().replaceFirst("(?:\\.up)?\\.sql$", ".down.sql");
        RecognisedScript.Back back = view.tree()
                .find(down)
                .or(() -> view.tree()
                        .find(SourceFile.join(
                                file.directory(),
                                NamedDialects.common(file.name()).replaceFirst("(?:\\.up)?\\.sql$", ".down.sql"))))
                .map(found -> RecognisedScript.Back.of(
                        found.path(), SqlReader.statements(view.text(found).text())))
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
                transaction(tool, text, up));
    }

    /** The runner of golang-migrate sends a file as one query, which the server makes one transaction of, if it holds several. */
    private static @Nullable Boolean transaction(Tool tool, SourceText text, List<Statement> up) {
        return switch (tool) {
            case GOLANG_MIGRATE -> up.size() > 1;
            case SQLX -> !BoundedPattern.in(NO_TRANSACTION, text.text()).find();
            default -> null;
        };
    }

    /** Down scripts without the script that they take back. */
    static List<Remark> orphans(TreeView view, String directory) {
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
                .map(file -> Remark.warning(
                        "down-without-up",
                        file.path(),
                        0,
                        "The script takes back a migration that is not in the tree.",
                        "Put the missing script back, or delete this one."))
                .toList();
    }
}
