package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.RunnerReport;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.source.usage.UsageReport;
import dev.migrationcontrol.system.MigrationSystems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Removes a custom runner with all that uses it. Where one use cannot be removed, nothing is: tests stay importable. */
final class RunnerRemoval implements Topic {
    private final TreePatch.Order order;
    private final Set<String> paths;
    private final Set<String> scripts;

    private RunnerRemoval(TreePatch.Order order, Set<String> paths, Set<String> scripts) {
        this.order = order;
        this.paths = paths;
        this.scripts = scripts;
    }

    static List<RunnerRemoval> of(TreePatch.Order order) {
        Map<String, Set<String>> runners = new LinkedHashMap<>();
        Set<String> scripts = new LinkedHashSet<>();
        for (SystemReport system : order.systems()) {
            if (system.system().equals(MigrationSystems.CUSTOM)) {
                system.migrations().forEach(each -> scripts.add(each.file()));
                RunnerReport runner = system.runner();
                Set<String> paths = new LinkedHashSet<>(runner == null ? List.of() : runner.files());
                paths.removeIf(path -> Drafts.role(path) == FileRole.DOCUMENT || path.endsWith(".sql"));
                paths.stream()
                        .findFirst()
                        .ifPresent(first -> runners.computeIfAbsent(first, key -> new LinkedHashSet<>())
                                .addAll(paths));
            }
        }
        return runners.values().stream()
                .map(paths -> new RunnerRemoval(order, paths, scripts))
                .toList();
    }

    /** A place that the audit knows to use the runner, in a file that would not be changed. */
    private Optional<UsageReport.Place> forgotten(List<User> users, List<String> own, Drafts drafts) {
        Set<String> known = new LinkedHashSet<>(paths);
        known.addAll(own);
        users.forEach(user -> known.add(user.path()));
        return order.systems().stream()
                .map(SystemReport::runner)
                .filter(runner -> runner != null && paths.containsAll(runner.files()))
                .flatMap(runner -> runner.users().stream())
                .filter(place -> place.kind().equals("IMPORTS") || place.kind().equals("CALLS"))
                .filter(place -> place.role() != FileRole.DOCUMENT && !known.contains(place.file()))
                .filter(place -> !drafts.files().isIgnored(place.file()) && !drafts.isDeleted(place.file()))
                .findFirst();
    }

    @Override
    public String place() {
        return paths.iterator().next();
    }

    @Override
    public String what() {
        return "remove the custom runner with what uses it.";
    }

    /** What becomes of one file that uses the runner. */
    private record User(String path, Uses uses) {}

    @Override
    public void draft(Drafts drafts) {
        List<RunnerNames> runners = new ArrayList<>();
        for (String path : paths) {
            Optional<String> obstacle = drafts.obstacle(path);
            if (obstacle.isPresent()) {
                keep(path, obstacle.get(), drafts);
                return;
            }
            drafts.files().find(path).ifPresent(file -> runners.add(RunnerNames.of(file)));
            if (!runners.get(runners.size() - 1).isReadable()) {
                keep(path, "it is written in a language whose uses are not known", drafts);
                return;
            }
        }
        List<User> users = new ArrayList<>();
        List<String> own = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        for (SourceFile file : drafts.files().all()) {
            if (isUser(file, runners, drafts)) {
                if (isOwn(file, runners) && drafts.obstacle(file.path()).isEmpty()) {
                    own.add(file.path());
                } else if (FileRole.of(file) == FileRole.DOCUMENT) {
                    documents.add(file.path());
                } else if (!use(file, runners, drafts, users)) {
                    return;
                }
            }
        }
        Optional<UsageReport.Place> forgotten = forgotten(users, own, drafts);
        if (forgotten.isPresent()) {
            keep(
                    forgotten.get().file() + ":" + forgotten.get().line(),
                    "something uses it in a way that has no known replacement",
                    drafts);
            return;
        }
        apply(drafts, runners, users, own, documents);
    }

    private boolean isUser(SourceFile file, List<RunnerNames> runners, Drafts drafts) {
        return !paths.contains(file.path())
                && !file.extension().equals("sql")
                && !drafts.isDeleted(file.path())
                && drafts.files()
                        .text(file.path())
                        .filter(text ->
                                runners.stream().anyMatch(runner -> runner.mayBeIn(text) || isBesideInGo(file, runner)))
                        .isPresent();
    }

    private static boolean isBesideInGo(SourceFile file, RunnerNames runner) {
        boolean go = file.extension().equals("go") && runner.file().extension().equals("go");
        return go;
    }

    /** A test or a document of the runner alone, by its name. */
    private static boolean isOwn(SourceFile file, List<RunnerNames> runners) {
        boolean document = FileRole.of(file) == FileRole.DOCUMENT;
        return runners.stream()
                .anyMatch(runner -> runner.isTestedBy(file)
                        || document
                                && RunnerNames.plain(file.name().replaceFirst("\\.\\w+$", ""))
                                        .equals(RunnerNames.plain(runner.stem()))
                                && runner.telling().size() + runner.stem().length() > 8);
    }

    /** @return whether the removal can go on */
    private boolean use(SourceFile file, List<RunnerNames> runners, Drafts drafts, List<User> users) {
        if (drafts.files().isIgnored(file.path())) {
            return true;
        }
        Optional<String> obstacle = drafts.obstacle(file.path());
        Optional<TreeFile> found = drafts.files().find(file.path());
        if (found.isEmpty() || obstacle.isPresent()) {
            return !drafts.files()
                            .text(file.path())
                            .filter(text -> runners.stream().anyMatch(runner -> runner.placeIn(text, 0)[0] >= 0))
                            .isPresent()
                    || keep(file.path(), obstacle.orElse("it cannot be read"), drafts);
        }
        Uses uses = uses(file, new EditedFile(found.get()), runners, drafts);
        Optional<TreePatch.ByHand> stopped = uses.obstacle(file.path());
        if (stopped.isPresent()) {
            return keep(stopped.get().where(), stopped.get().what(), drafts);
        }
        if (!uses.after().isEmpty()) {
            users.add(new User(file.path(), uses));
        }
        return true;
    }

    private Uses uses(SourceFile file, EditedFile edited, List<RunnerNames> runners, Drafts drafts) {
        boolean test = CodeUses.isTest(file);
        String environment = test || FileRole.of(file) == FileRole.CI ? order.testEnvironment() : order.environment();
        Optional<CodeLanguage> language = CodeLanguage.of(edited.file());
        if (language.isEmpty()) {
            return CommandUses.of(edited, runners, UpgradeScript.command(environment));
        }
        String script = language.get() == CodeLanguage.GO
                ? "../".repeat(file.directory().isEmpty() ? 0 : file.directory().split("/").length) + UpgradeScript.PATH
                : UpgradeScript.PATH;
        List<String> instead =
                test && drafts.isAdded(UpgradeScript.PATH) ? language.get().upgrade(script, environment) : List.of();
        return new CodeUses(language.get(), file, edited, runners, instead).find(runner -> hasOthers(runner, drafts));
    }

    /** Whether the directory of a runner has other files of its language that stay. */
    private boolean hasOthers(RunnerNames runner, Drafts drafts) {
        return drafts.files().all().stream()
                .anyMatch(file -> file.directory().equals(runner.file().directory())
                        && file.extension().equals(runner.file().extension())
                        && !CodeUses.isTest(file)
                        && !paths.contains(file.path()));
    }

    /** @return false, since nothing is removed then */
    private boolean keep(String where, String why, Drafts drafts) {
        drafts.byHand(
                where,
                "Remove the custom runner (" + String.join(", ", paths)
                        + ") by hand with what uses it. The patch keeps all of it, since here " + why + ".");
        return false;
    }

    private void apply(
            Drafts drafts, List<RunnerNames> runners, List<User> users, List<String> own, List<String> documents) {
        paths.forEach(path -> drafts.delete(path, "the custom runner is replaced by Migration Control"));
        own.forEach(path -> drafts.delete(path, "it is about the removed runner alone"));
        users.forEach(user -> {
            EditedFile file = drafts.edit(user.path());
            user.uses().after().forEach((line, contents) -> {
                if (file.now(line).equals(List.of(file.before(line)))) {
                    file.replace(line, contents);
                }
            });
            drafts.because(user.path(), "it no longer uses the removed runner");
        });
        for (String path : documents) {
            if (drafts.obstacle(path).isEmpty()) {
                DocumentUses.change(path, runners, UpgradeScript.command(order.environment()), drafts);
            } else {
                drafts.byHand(path, "Correct what it says of the removed runner.");
            }
        }
        boolean held = scripts.stream().anyMatch(paths::contains);
        if (held) {
            drafts.byHand(
                    place(),
                    "The migrations in the file go with the runner: apply the patch only when the baseline script of the new"
                            + " history holds what they build.");
        } else if (!scripts.isEmpty()) {
            drafts.byHand(
                    SourceFile.parentOf(scripts.iterator().next()),
                    "The scripts of the runner stay until the old systems are given up: the conversion reads them. Delete"
                            + " them in the last step.");
        }
    }
}
