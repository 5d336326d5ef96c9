package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.TreeFacts;
import dev.migrationcontrol.system.TreeFacts.Sections;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Systems that keep up and down in one SQL file, separated by comments: goose, dbmate, sql-migrate, MyBatis. */
final class SectionedSql implements Recogniser {
    private static final int FEW = 4;

    static Map<MigrationSystem, Sections> formats() {
        return MigrationSystems.having(TreeFacts::sections);
    }

    /** A mark is at the beginning of a line; elsewhere the text only mentions it. */
    private static boolean isIn(Sections format, String text) {
        return BoundedPattern.in(format.down(), text).find()
                || (format.up() != null && BoundedPattern.in(format.up(), text).find());
    }

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<ScriptSystem> systems = new ArrayList<>();
        formats().forEach((tool, format) -> {
            List<SourceFile> files = view.marked(format.words()).stream()
                    .filter(TreeView::isSql)
                    .filter(view::isFree)
                    .filter(file -> !isDump(file))
                    .filter(file -> isIn(format, view.text(file).text()))
                    .filter(file -> !isOneOfPairs(view, file))
                    .toList();
            for (Map.Entry<String, List<SourceFile>> each :
                    TreeView.byDirectory(files).entrySet()) {
                Pattern name = format.name();
                List<SourceFile> all = name == null
                        ? each.getValue()
                        : view.free(
                                each.getKey(),
                                file -> BoundedPattern.in(name, file.name()).matches());
                List<RecognisedScript> scripts = all.stream()
                        .map(file -> read(format, file, view.text(file)))
                        .toList();
                systems.add(ScriptSystem.of(
                        tool, each.getKey(), "sections in " + scripts.get(0).file(), scripts));
            }
        });
        return systems;
    }

    /** Whether a file is an up script next to many others that have no sections: then the mark is a leftover. */
    private static boolean isOneOfPairs(TreeView view, SourceFile file) {
        List<SourceFile> pairs =
                view.free(file.directory(), each -> each.name().matches(".{1,200}\\.(?:up|down)\\.sql"));
        return pairs.contains(file)
                && pairs.size() > FEW
                && pairs.stream()
                                        .filter(each -> view.text(each).text().contains("+migrate"))
                                        .count()
                                * 4
                        < pairs.size();
    }

    /** Where the statements begin: after a mark that is no comment to PostgreSQL. */
    private static int code(String text, Matcher mark) {
        int end = text.indexOf('\n', mark.end());
        return mark.group().stripLeading().startsWith("#") && end >= 0 ? end : mark.start();
    }

    private static boolean isDump(SourceFile file) {
        return file.name().equals("schema.sql") || file.name().equals("structure.sql");
    }

    private static RecognisedScript read(Sections format, SourceFile file, SourceText source) {
        String text = source.text();
        Matcher up = format.up() == null ? null : BoundedPattern.in(format.up(), text);
        int from = up != null && up.find() ? code(text, up) : 0;
        Matcher down = BoundedPattern.in(format.down(), text);
        boolean hasDown = down.find(from);
        int middle = hasDown ? down.start() : text.length();
        RecognisedScript.Back back = hasDown
                ? RecognisedScript.Back.of(
                        file.path(),
                        ScriptOutline.of(text.substring(code(text, down)), source.lineAt(code(text, down))))
                : RecognisedScript.Back.MISSING;
        String version = FileNames.required(file.name());
        return new RecognisedScript(
                version,
                file.path(),
                List.of(),
                List.of(),
                FileNames.title(file.name()),
                FileNames.date(version),
                ScriptOutline.of(text.substring(from, middle), source.lineAt(from)),
                back,
                format.apart() == null
                        || !BoundedPattern.in(format.apart(), text).find());
    }
}
