package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.DownKind;
import dev.migrationcontrol.source.script.RecognisedScript;
import dev.migrationcontrol.sql.CreatedTables;
import dev.migrationcontrol.sql.Effect;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.TransactionBlocks;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A migration as its files say. */
@Schema(description = "A migration as its files say.")
public record MigrationReport(
        @Schema(description = "Its version in its system.", examples = "ae1027a6acf")
        String version,

        @Schema(description = "Its file.", examples = "migrations/versions/ae1027a6acf_add_orders.py")
        String file,

        @Schema(description = "The versions before it, where its system names them.", examples = "[\"1975ea83b712\"]")
        List<String> parents,

        @Schema(
                description = "What else it needs, of other branches or applications.",
                examples = "[\"auth.0001_initial\"]")
        List<String> dependsOn,

        @Schema(
                description = "What it does, as its author says or else as its statements show.",
                examples = "creates table orders")
        String purpose,

        @Schema(description = "When it was written, as it says itself; null when it does not.", examples = "2026-01-31")
        @Nullable
        String date,

        @Schema(description = "Whether it can be undone.", examples = "PRESENT")
        DownKind down,

        @Schema(
                description = "The file of its down script; null when there is none.",
                examples = "migrations/0002.down.sql")
        @Nullable
        String downFile,

        @Schema(
                description = "Whether its system runs it in a transaction; null when that is not known.",
                examples = "true")
        @Nullable
        Boolean inTransaction,

        @Schema(description = "Lines of its file whose statements must run outside of a transaction.", examples = "[7]")
        List<Integer> linesOutsideTransactions,

        @Schema(description = "Whether it changes the schema, and not only rows.", examples = "true")
        boolean changesSchema,

        @Schema(
                description = "Tables that it creates and that no migration of its system takes away again.",
                examples = "[\"orders\"]")
        List<String> lastingTables,

        @Schema(description = "The objects that it creates, changes and drops.")
        MigrationObjects objects) {
    /** Reports that were stored by earlier versions know no tables and no objects. */
    @SuppressWarnings("NullAway")
    public MigrationReport {
        lastingTables = lastingTables == null ? List.of() : List.copyOf(lastingTables);
        objects = objects == null ? MigrationObjects.NONE : objects;
    }

    static MigrationReport of(RecognisedScript script, CreatedTables tables) {
        return new MigrationReport(
                script.version(),
                script.file(),
                script.parents(),
                script.dependsOn(),
                script.purpose(),
                script.date(),
                script.back().down(),
                script.back().file(),
                script.inTransaction(),
                script.up().stream()
                        .filter(TransactionBlocks::refuse)
                        .map(Statement::line)
                        .toList(),
                script.changesSchema(),
                tables.lasting(script.up()).stream()
                        .map(Effect::name)
                        .distinct()
                        .toList(),
                MigrationObjects.of(script.up()));
    }
}
