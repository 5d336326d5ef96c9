package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.audit.database.DatabaseRunner.How;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.system.MigrationSystems;
import java.util.List;

/** What someone should know of runners at work. */
final class DatabaseRunnerFindings {
    private DatabaseRunnerFindings() {}

    static List<Finding> of(List<DatabaseRunner> runners) {
        return runners.stream().map(DatabaseRunnerFindings::finding).toList();
    }

    private static Finding finding(DatabaseRunner runner) {
        String since = runner.since() == null ? "" : ", since " + runner.since();
        if (runner.how() == How.LOCK_ROW) {
            return new Finding(
                    "lock-row-held",
                    Severity.WARNING,
                    runner.lock(),
                    "The lock table says that " + MigrationSystems.spoken(runner.system()) + " is at work: "
                            + runner.holder() + since + ". Such a row stays when its runner dies.",
                    "See whether that runner lives. If it does not, release the lock with "
                            + MigrationSystems.spoken(runner.system())
                            + "'s own command; otherwise it will not run again.");
        }
        String does = switch (runner.how()) {
            case ADVISORY_LOCK -> runner.waiting() ? "awaits its advisory lock" : "holds its advisory lock";
            default ->
                runner.waiting()
                        ? "waits to change its version table"
                        : "has an open transaction that changed or locked its version table";
        };
        return new Finding(
                runner.ours() ? "operation-in-progress" : "runner-in-flight",
                runner.ours() ? Severity.INFO : Severity.WARNING,
                runner.lock(),
                "A runner of " + runner.system() + " " + does + ": " + runner.holder() + since + ".",
                runner.ours()
                        ? "Do nothing: it is an operation of this service. Audit again when it has ended."
                        : "Start no upgrade now. The result of this audit may change until that runner ends.");
    }
}
