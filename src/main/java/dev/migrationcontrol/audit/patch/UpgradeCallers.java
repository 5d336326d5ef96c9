package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import java.util.List;
import java.util.Set;

/** What those need who ask for an upgrade from now on. */
record UpgradeCallers(TreePatch.Order order) implements Topic {
    private static final Set<FileRole> ELSEWHERE = Set.of(FileRole.CI, FileRole.DEPLOYMENT);

    @Override
    public String place() {
        return UpgradeScript.PATH;
    }

    @Override
    public String what() {
        return "say what those need who ask for an upgrade.";
    }

    @Override
    public void draft(Drafts drafts) {
        boolean tests = false;
        for (FileChange change : drafts.changes()) {
            List<String> result = change.result();
            boolean asks = result != null
                    && !change.path().equals(UpgradeScript.PATH)
                    && result.stream().anyMatch(line -> line.contains(UpgradeScript.PATH));
            tests |= asks && CodeUses.isTest(new SourceFile(change.path(), 0));
            if (asks && ELSEWHERE.contains(Drafts.role(change.path()))) {
                drafts.byHand(
                        change.path(),
                        "It asks for an upgrade: see that " + UpgradeScript.PATH + ", sh and curl are there, and that"
                                + " MIGRATION_CONTROL_URL is set.");
            }
        }
        if (tests) {
            drafts.byHand(
                    "pipelines",
                    "Tests ask the service for an upgrade of the environment " + order.testEnvironment()
                            + ": let a service run next to them that has the database of the tests as that environment, and set"
                            + " MIGRATION_CONTROL_URL unless it listens on http://localhost:8080.");
        }
    }
}
