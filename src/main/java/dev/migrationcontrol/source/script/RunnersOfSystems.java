package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.Aside;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Runners that have no scripts of their own, joined with the scripts that they run: those of a folder that a known system
 * claims by the names of its files, or the only ones of the tree that nothing else runs.
 */
public final class RunnersOfSystems {
    /** A shorter line may be in a program by chance. */
    private static final int SHORT = 12;

    /** What is made when the program is built. */
    private static final Pattern GENERATED = Pattern.compile(
            "(?m)^import\\b[^\\n]{0,120}\\bmigrations?\\b[^\\n]{0,120}[\"'][^\"'\\n]{0,80}generated/[^\"'\\n]{1,80}[\"']");

    private RunnersOfSystems() {}

    public static List<ScriptSystem> joined(TreeView view, List<ScriptSystem> systems) {
        List<ScriptSystem> result = new ArrayList<>(systems);
        for (ScriptSystem each : systems) {
            CustomRunner runner = each.runner();
            if (runner != null && each.scripts().isEmpty() && runner.readsFiles()) {
                scripts(result, runner).ifPresent(target -> {
                    result.remove(each);
                    int at = result.indexOf(target);
                    result.set(at, target.runner() == null ? joined(view, target, each, runner) : target);
                });
            }
        }
        given(view, result);
        return generated(view, result);
    }

    /** A program that is given its directory, and tests give it theirs: the only scripts that nobody runs are its own. */
    private static void given(TreeView view, List<ScriptSystem> systems) {
        List<ScriptSystem> ofTests = systems.stream()
                .filter(each -> each.runner() != null
                        && each.runner().readsFiles()
                        && each.runner().directory().isEmpty()
                        && Aside.isOfTests(each.location()))
                .toList();
        for (ScriptSystem test : ofTests) {
            CustomRunner runner = test.runner();
            boolean only = systems.stream()
                    .filter(each -> each.runner() != null && each.runner().equals(runner))
                    .allMatch(each -> Aside.isOfTests(each.location()));
            if (runner != null && only && FileRole.of(runner.file()) == FileRole.APPLICATION) {
                scripts(systems, runner)
                        .ifPresent(target -> systems.set(systems.indexOf(target), joined(view, target, test, runner)));
            }
        }
    }

    /** Scripts that a generator copied into a program: the program that has them as strings is who runs them. */
    private static List<ScriptSystem> generated(TreeView view, List<ScriptSystem> systems) {
        List<ScriptSystem> result = new ArrayList<>(systems);
        for (ScriptSystem each : systems) {
            CustomRunner runner = each.runner();
            if (runner == null || runner.readsFiles()) {
                continue;
            }
            String text = view.text(runner.file()).text() + copies(view, runner);
            systems.stream()
                    .filter(scripts -> scripts.tool().isCustom() && scripts.runner() == null)
                    .filter(scripts -> scripts.location()
                            .startsWith(SourceFile.parentOf(runner.file().directory())))
                    .filter(scripts -> isMostly(scripts, text)
                            || BoundedPattern.in(GENERATED, text).find() && isAlone(systems, scripts))
                    .findFirst()
                    .ifPresent(scripts -> {
                        result.remove(each);
                        result.set(result.indexOf(scripts), joined(view, scripts, each, runner));
                    });
        }
        return result;
    }

    private static boolean isMostly(ScriptSystem scripts, String text) {
        return scripts.scripts().stream()
                                .filter(script -> isCopied(script, text))
                                .count()
                        * 5
                >= scripts.scripts().size() * 4L;
    }

    /** Whether no other scripts of the tree are without a runner. */
    private static boolean isAlone(List<ScriptSystem> systems, ScriptSystem scripts) {
        return systems.stream().filter(RunnersOfSystems::isLeftAlone).allMatch(scripts::equals);
    }

    /** What a generator wrote that the runner names, as {@code ./generated/sql} does. */
    private static String copies(TreeView view, CustomRunner runner) {
        String text = view.text(runner.file()).text();
        StringBuilder copies = new StringBuilder();
        view.marked(FileMarker.GENERATED).stream()
                .filter(file -> file.extension().equals(runner.file().extension())
                        && file.isBelow(runner.file().directory())
                        && file.size() < RunnerSearch.MOST_BYTES)
                .filter(file -> text.contains(file.path()
                        .substring(
                                runner.file().directory().isEmpty()
                                        ? 0
                                        : runner.file().directory().length() + 1)
                        .replaceFirst("\\.\\w+$", "")))
                .forEach(file -> copies.append(view.text(file).text()));
        return copies.toString();
    }

    private static boolean isCopied(RecognisedScript script, String text) {
        return !script.up().isEmpty()
                && script.up()
                        .get(0)
                        .text()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.length() > SHORT && !line.startsWith("--"))
                        .findFirst()
                        .filter(text::contains)
                        .isPresent();
    }

    private static ScriptSystem joined(TreeView view, ScriptSystem scripts, ScriptSystem alone, CustomRunner runner) {
        ScriptSystem own = isOnlyAlike(view, scripts, alone, runner) ? scripts.as(alone.tool()) : scripts;
        ScriptSystem run = own.by(runner).without("scripts-without-runner");
        return alone.evidence().stream()
                .filter(each -> each.startsWith(runner.file().path())
                        || each.startsWith(runner.recorder().path()))
                .reduce(
                        own.tool().isCustom() ? run.withTable(alone.table()) : run,
                        ScriptSystem::evidence,
                        (a, b) -> b);
    }

    /** Whether scripts only have names as a tool's: the tree needs no such tool, and a program reads them and keeps a table. */
    private static boolean isOnlyAlike(TreeView view, ScriptSystem scripts, ScriptSystem alone, CustomRunner runner) {
        return !scripts.tool().isCustom()
                && scripts.scripts().stream().allMatch(script -> script.file().endsWith(".sql"))
                && scripts.location().equals(runner.directory())
                && !alone.table().isEmpty()
                && FileRole.of(runner.file()) == FileRole.APPLICATION
                && !view.isRequired(scripts.tool());
    }

    private static Optional<ScriptSystem> scripts(List<ScriptSystem> systems, CustomRunner runner) {
        String directory = runner.directory();
        List<ScriptSystem> candidates = systems.stream()
                .filter(each -> !each.scripts().isEmpty())
                .filter(each -> directory.isEmpty() ? isLeftAlone(each) : isIn(each.location(), directory))
                .toList();
        boolean isTest = FileRole.of(runner.file()) == FileRole.TEST;
        return isTest && directory.isEmpty() || candidates.size() != 1
                ? candidates.stream()
                        .filter(each -> !directory.isEmpty() && each.location().equals(directory))
                        .findFirst()
                : Optional.of(candidates.get(0));
    }

    private static boolean isLeftAlone(ScriptSystem system) {
        return system.tool().isCustom() && system.runner() == null && system.isPostgres();
    }

    private static boolean isIn(String location, String directory) {
        return location.equals(directory) || location.startsWith(directory + "/");
    }
}
