package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.text.Digests;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sqitch: the plan gives the order; each change has a script to deploy and one to revert, run by psql. */
final class SqitchImporter implements Importer {
    private static final String PLAN = "sqitch.plan";
    private static final Pattern ENGINE = Pattern.compile("(?m)^\\s*engine\\s*=\\s*(\\w+)");
    private static final Pattern TOP = Pattern.compile("(?m)^\\s*top_dir\\s*=\\s*(\\S+)");

    @Override
    public String system() {
        return "sqitch";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return plan(folder) != null;
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.STATEMENTS);
        requirePostgresql(tree, folder);
        String plan = plan(folder);
        if (plan != null) {
            String top = plan.substring(0, plan.length() - PLAN.length());
            tree.text(plan)
                    .ifPresent(text -> convert(tree, folder, top, SqitchPlan.read(text, folder.shown(plan), tree)));
        }
        if (folder.all().stream().anyMatch(file -> file.contains("verify/"))) {
            tree.findings()
                    .inform(
                            "verify-scripts",
                            "verify/",
                            "Verify scripts are not converted: Flyway has none.",
                            "Keep them as tests.");
        }
        return tree.finish("as the plan lists them; a change follows the one before it and what it requires");
    }

    private static @org.jspecify.annotations.Nullable String plan(SourceFolder folder) {
        if (folder.has(PLAN)) {
            return PLAN;
        }
        Matcher top = TOP.matcher(folder.has("sqitch.conf") ? folder.glance("sqitch.conf") : "");
        String plan = top.find() ? top.group(1).replaceAll("^\\./|/+$", "") + "/" + PLAN : "";
        return folder.has(plan) ? plan : null;
    }

    private static void requirePostgresql(ImportSession tree, SourceFolder folder) {
        Matcher engine = ENGINE.matcher(folder.has("sqitch.conf") ? folder.glance("sqitch.conf") : "");
        if (engine.find() && !engine.group(1).equals("pg")) {
            tree.findings()
                    .error(
                            "other-database",
                            "sqitch.conf",
                            "The project is for the engine " + engine.group(1) + ".",
                            "Name the folder of the PostgreSQL project.");
        }
    }

    private static void convert(ImportSession tree, SourceFolder folder, String top, List<SqitchPlan.Change> changes) {
        String before = "";
        for (SqitchPlan.Change change : changes) {
            String file = change.script(each -> folder.has(deploy(top, each)));
            List<String> parents = new ArrayList<>(before.isEmpty() ? List.of() : List.of(before));
            change.requires().stream().filter(each -> !parents.contains(each)).forEach(parents::add);
            before = file;
            add(tree, folder, top, file, parents);
        }
    }

    private static void add(ImportSession tree, SourceFolder folder, String top, String change, List<String> parents) {
        String deploy = deploy(top, change);
        MigrationText up = tree.whole(deploy, false);
        if (up == null) {
            if (!folder.has(deploy)) {
                tree.findings()
                        .error(
                                "script-missing",
                                folder.shown(deploy),
                                "The plan names the change, but there is no such file.",
                                "Restore the script, or remove the change from the plan.");
            }
            return;
        }
        MigrationText down = tree.whole(top + "revert/" + change + ".sql", false);
        tree.add(SourceMigration.of(null, change, change, up, down)
                .after(parents)
                .checked(folder.bytes(deploy), bytes -> Digests.hex("SHA-1", bytes)));
    }

    private static String deploy(String top, String change) {
        return top + "deploy/" + change + ".sql";
    }
}
