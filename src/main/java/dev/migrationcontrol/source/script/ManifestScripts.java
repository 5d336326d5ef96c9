package dev.migrationcontrol.source.script;

import dev.migrationcontrol.document.Node;
import dev.migrationcontrol.document.StructuredText;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.system.MigrationSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Temporal, and Cadence before it: a directory for each version, whose manifest lists the files of it. */
final class ManifestScripts implements Recogniser {
    private static final String FILES = "SchemaUpdateCqlFiles";

    @Override
    public List<ScriptSystem> find(TreeView view) {
        Map<String, List<RecognisedScript>> places = new TreeMap<>();
        for (SourceFile manifest : view.marked(FileMarker.MANIFEST)) {
            if (manifest.name().equals("manifest.json")) {
                read(view, manifest)
                        .ifPresent(script -> places.computeIfAbsent(
                                        SourceFile.parentOf(manifest.directory()), first -> new ArrayList<>())
                                .add(script));
            }
        }
        return places.entrySet().stream()
                .map(place -> ScriptSystem.of(
                        MigrationSystems.named("temporal"),
                        place.getKey(),
                        "a manifest.json in the directory of each version",
                        place.getValue()))
                .toList();
    }

    private static String text(Node document, String member) {
        return document.members()
                .filter(each -> each.name().equals(member))
                .map(Node::value)
                .findFirst()
                .orElse("");
    }

    private static Optional<RecognisedScript> read(TreeView view, SourceFile manifest) {
        Node document = StructuredText.of("json", view.text(manifest).text()).root();
        String version = text(document, "CurrVersion");
        List<SourceFile> files = document.members()
                .filter(each -> each.name().equals(FILES))
                .flatMap(each -> each.children().stream())
                .map(Node::value)
                .flatMap(name -> view.tree().find(SourceFile.join(manifest.directory(), name)).stream())
                .toList();
        if (version.isEmpty() || files.isEmpty()) {
            return Optional.empty();
        }
        files.forEach(view::claim);
        List<Statement> statements = files.stream()
                .filter(TreeView::isSql)
                .flatMap(file -> ScriptOutline.of(view.text(file).text()).stream())
                .toList();
        return Optional.of(new RecognisedScript(
                version,
                files.get(0).path(),
                List.of(),
                List.of(),
                text(document, "Description"),
                null,
                statements,
                RecognisedScript.Back.MISSING,
                false));
    }
}
