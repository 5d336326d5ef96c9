package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.CustomRunner;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.source.usage.Usage;
import dev.migrationcontrol.source.usage.UsageReport;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A program of the tree that runs migrations itself. */
@Schema(
        name = "TreeRunner",
        description = "A program of the tree that runs migrations itself and records in a table which it ran.")
public record RunnerReport(
        @Schema(description = "The class, function or file by which it is used.", examples = "SqlRunner")
        String name,

        @Schema(
                description = "Its files: the first one lists or holds the migrations.",
                examples = "[\"shop/sql_runner.py\"]")
        List<String> files,

        @Schema(
                description =
                        "Where its migrations are: FILES that it reads, STRINGS of its program, or FUNCTIONS, which others may give it.",
                examples = "FILES")
        String holds,

        @Schema(
                description = "The line of its first file that lists the files, or where the first migration is.",
                examples = "29")
        int line,

        @Schema(
                description =
                        "The directory that it lists, also where it is empty or missing; null where it holds its migrations itself, or is given a directory when it runs.",
                examples = "sql")
        @Nullable
        String directory,

        @Schema(description = "Where it records what it ran: file and line.", examples = "shop/sql_runner.py:41")
        String recordsAt,

        @Schema(
                description = "Where it creates the version table: file and line; null where it does not.",
                examples = "shop/sql_runner.py:12")
        @Nullable
        String createsAt,

        @Schema(
                description =
                        "Whether something other than tests, pipelines and documents imports, calls or starts it.",
                examples = "false")
        boolean usedByProduction,

        @Schema(description = "The test files that import, call or start it.", examples = "[\"tests/test_orders.py\"]")
        List<String> tests,

        @Schema(description = "Who imports, calls, starts or names it; at most 300 places.")
        List<UsageReport.Place> users) {
    private static final Set<FileRole> PRODUCTION =
            Set.of(FileRole.APPLICATION, FileRole.DEPLOYMENT, FileRole.SCRIPT, FileRole.BUILD, FileRole.CONFIGURATION);
    private static final int TESTS = 2000;

    public RunnerReport {
        files = List.copyOf(files);
        tests = List.copyOf(tests);
        users = List.copyOf(users);
    }

    static RunnerReport of(CustomRunner runner, List<Usage> users) {
        return new RunnerReport(
                runner.name(),
                runner.files().stream().map(SourceFile::path).toList(),
                runner.holds(),
                runner.line(),
                runner.directory().isEmpty() ? null : runner.directory(),
                runner.recorder().path() + ":" + runner.tableLine(),
                runner.createLine() == 0 ? null : runner.recorder().path() + ":" + runner.createLine(),
                users.stream().anyMatch(use -> PRODUCTION.contains(use.role()) && use.kind() != Usage.Kind.NAMES),
                users.stream()
                        .filter(use -> use.role() == FileRole.TEST && use.kind() != Usage.Kind.NAMES)
                        .map(Usage::file)
                        .distinct()
                        .limit(TESTS)
                        .toList(),
                UsageReport.places(users));
    }
}
