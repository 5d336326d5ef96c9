package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.script.PythonTokens.Kind;
import dev.migrationcontrol.source.script.PythonTokens.Token;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Alembic: Python files that say their revision and those before it; several may come before one, and several after it.
 */
final class AlembicScripts implements Recogniser {
    private static final Pattern CREATED =
            Pattern.compile("Create Date:\\s*(\\d{4}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d(?::\\d\\d)?))?");
    private static final Pattern TABLE = Pattern.compile("version_table\\s*=\\s*[\"']?(\\w+)");

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<SourceFile> files = view.marked(FileMarker.ALEMBIC).stream()
                .filter(file -> file.extension().equals("py") && view.isFree(file))
                .toList();
        List<ScriptSystem> systems = new ArrayList<>();
        TreeView.byDirectory(files).forEach((directory, scripts) -> {
            List<RecognisedScript> read = scripts.stream()
                    .map(file -> read(file, view.text(file)))
                    .flatMap(Optional::stream)
                    .toList();
            if (!read.isEmpty()) {
                ScriptSystem system = ScriptSystem.of(
                                MigrationSystems.named("alembic"),
                                directory,
                                "revision and down_revision in " + read.get(0).file(),
                                read)
                        .asGraph();
                systems.add(withTable(view, directory, system));
            }
        });
        return systems;
    }

    private static ScriptSystem withTable(TreeView view, String directory, ScriptSystem system) {
        Optional<SourceFile> environment = view.tree().nearest(directory, "env.py");
        Optional<SourceFile> ini = view.tree().nearest(directory, "alembic.ini");
        ScriptSystem result = ini.isPresent() ? system.evidence(ini.get().path()) : system;
        return environment
                .map(file -> BoundedPattern.in(TABLE, view.text(file).text()))
                .filter(Matcher::find)
                .map(matcher -> result.withTable(String.valueOf(matcher.group(1))))
                .orElse(result);
    }

    private static Optional<RecognisedScript> read(SourceFile file, SourceText source) {
        PythonModule module = PythonModule.of(source.text());
        List<String> revision = module.strings("revision");
        if (revision.isEmpty() || module.assigned("down_revision", false).isEmpty()) {
            return Optional.empty();
        }
        String doc = module.docstring().orElse("");
        Matcher created = BoundedPattern.in(CREATED, doc);
        String date =
                created.find() ? created.group(1) + (created.group(2) == null ? "" : "T" + created.group(2)) : null;
        List<Token> up = module.function("upgrade").orElse(List.of());
        return Optional.of(new RecognisedScript(
                revision.get(0),
                file.path(),
                module.strings("down_revision"),
                module.strings("depends_on"),
                doc.strip().lines().findFirst().orElse(null),
                date,
                AlembicOperations.statements(up),
                back(file, module),
                up.stream().noneMatch(token -> token.is("autocommit_block")),
                new RecognisedScript.Reading(
                        AlembicCode.extent(up),
                        AlembicCode.extent(module.function("downgrade").orElse(List.of())))));
    }

    private static RecognisedScript.Back back(SourceFile file, PythonModule module) {
        Optional<List<Token>> body = module.function("downgrade");
        if (body.isEmpty()) {
            return RecognisedScript.Back.MISSING;
        }
        if (PythonModule.isEmpty(body.get())) {
            return new RecognisedScript.Back(DownKind.EMPTY, file.path(), List.of());
        }
        List<Statement> statements = AlembicOperations.statements(body.get());
        boolean raises = statements.isEmpty()
                && body.get().stream().anyMatch(token -> token.is("raise") && token.kind() == Kind.NAME);
        return new RecognisedScript.Back(raises ? DownKind.IRREVERSIBLE : DownKind.PRESENT, file.path(), statements);
    }
}
