package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.HistoryGraph;
import dev.migrationcontrol.source.script.ScriptSystem;
import dev.migrationcontrol.source.tree.Aside;
import dev.migrationcontrol.sql.CreatedTables;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A migration system with its scripts in one place of the tree. */
@Schema(description = "A migration system with its scripts in one place of the tree.")
public record SystemReport(
        @Schema(description = "The system.", examples = "alembic")
        String system,

        @Schema(description = "The usual name of the system.", examples = "Alembic")
        String title,

        @Schema(description = "Where its scripts are.", examples = "migrations/versions")
        String location,

        @Schema(description = "The kind of database that they are for.", examples = "postgresql")
        String database,

        @Schema(
                description = "Its version table; empty where it keeps none or it is not known.",
                examples = "alembic_version")
        String versionTable,

        @Schema(description = "The evidence by which it was recognised.", examples = "[\"alembic.ini\"]")
        List<String> evidence,

        @Schema(
                description =
                        "Where its histories end, begin, branch and are merged; null where its scripts name no parents.")
        @Nullable
        History history,

        @Schema(description = "Its migrations.") List<MigrationReport> migrations,

        @Schema(
                description =
                        "The program of the tree that runs them; null where a tool does, or nothing that was found.")
        @Nullable
        RunnerReport runner) {
    /** The shape of a history. */
    @Schema(name = "TreeHistory", description = "The shape of a history whose migrations name their parents.")
    public record History(
            @Schema(description = "Migrations that nothing follows.", examples = "[\"ae1027a6acf\"]")
            List<String> heads,

            @Schema(description = "Migrations that follow nothing.", examples = "[\"1975ea83b712\"]")
            List<String> roots,

            @Schema(description = "Migrations that several follow.", examples = "[\"1975ea83b712\"]")
            List<String> branchPoints,

            @Schema(description = "Migrations that follow several.", examples = "[]")
            List<String> merges,

            @Schema(
                    description = "The history as a Mermaid diagram; long chains are shortened.",
                    examples = "graph LR\n  v1 --> v2\n")
            String diagram) {}

    private static final int EDGES = 40;

    /** Whether it lies where tests and what they need are, or only they use it. */
    public boolean forTests() {
        return Aside.isOfTests(location)
                || evidence.stream().anyMatch(each -> each.startsWith(ScriptSystem.ONLY_TESTS));
    }

    /** Whether its migrations can be made into scripts of another system from files of their own. */
    public boolean hasScriptFiles() {
        return !migrations.isEmpty() && (runner == null || runner.holds().equals("FILES"));
    }

    static SystemReport of(ScriptSystem system, RunnerUsers users) {
        HistoryGraph graph = new HistoryGraph(system.scripts());
        History history = system.graph()
                ? new History(graph.heads(), graph.roots(), graph.branchPoints(), graph.merges(), graph.mermaid(EDGES))
                : null;
        CreatedTables tables = new CreatedTables();
        system.scripts().forEach(script -> tables.follow(script.up()));
        return new SystemReport(
                system.tool().id(),
                system.tool().title(),
                system.location(),
                system.dialect(),
                system.table(),
                system.evidence(),
                history,
                system.scripts().stream()
                        .map(script -> MigrationReport.of(script, tables))
                        .toList(),
                system.runner() == null ? null : RunnerReport.of(system.runner(), users.of(system.runner())));
    }
}
