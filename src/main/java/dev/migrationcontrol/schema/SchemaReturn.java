package dev.migrationcontrol.schema;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.schema.AbstractDatabase;

/** Writes the statements that lead from what a schema is to what it was before, whatever they drop. */
@ApplicationScoped
public class SchemaReturn {
    private final SchemaModels models;
    private final SchemaCopy schemas;
    private final SchemaComparison comparison;

    SchemaReturn(SchemaModels models, SchemaCopy schemas, SchemaComparison comparison) {
        this.models = models;
        this.schemas = schemas;
        this.comparison = comparison;
    }

    /**
     * The statements.
     *
     * @param error why they did not run on a copy; null when they did
     * @param remaining what still differed afterwards but for the order of columns; null where that was not looked at
     * @param keptEnums enum types that keep labels which they should lose, since no statement takes them away
     */
    public record Way(
            String sql, @Nullable String error, @Nullable List<Difference> remaining, Set<String> keptEnums) {
        public Way {
            remaining = remaining == null ? null : List.copyOf(remaining);
            keptEnums = Set.copyOf(keptEnums);
        }
    }

    /**
     * Writes them, and runs them on a copy. Blocks, for seconds.
     *
     * @param now the database as it is, which is only read
     * @param copy a copy of it, which is changed
     * @param before what it was, which is only read
     * @throws SQLException when one of the schemas cannot be read
     */
    public Way write(Database now, ScratchDatabase copy, Database before, ComparisonScope hidden) throws SQLException {
        return write(now, copy, before, hidden, new Limits(null, false));
    }

    /**
     * What the statements may do.
     *
     * @param droppable what may be dropped; null for everything
     * @param tablesOnly whether comments, privileges and what the model of the schema does not see are left as they are
     */
    public record Limits(@Nullable Droppable droppable, boolean tablesOnly) {
        boolean allows(SchemaObject thing) {
            return droppable == null || droppable.allows(thing);
        }
    }

    /** As the other, within limits. */
    public Way write(Database now, ScratchDatabase copy, Database before, ComparisonScope hidden, Limits limits)
            throws SQLException {
        EnumReplacement.Outcome enums = enums(copy, before, limits);
        AbstractDatabase actual = models.load(enums.done().isEmpty() ? now : copy.database());
        AbstractDatabase expected = models.load(before);
        ComparisonScope all = models.withOwnSequences(before, models.withOwnSequences(now, hidden));
        String whole = models.script(actual, expected, all.and(enums.kept().keySet()), limits.droppable());
        if (limits.tablesOnly()) {
            String script = ReadScript.without(whole, SchemaReturn::isOfNoTable).strip();
            return new Way(script, tried(script, copy), null, enums.kept().keySet());
        }
        return written(whole, copy, before, all, limits, enums);
    }

    /** Where comments, privileges and views are left as they are, none of them can be made again after a type. */
    private EnumReplacement.Outcome enums(ScratchDatabase copy, Database before, Limits limits) throws SQLException {
        try (Connection scratch = schemas.open(copy);
                Connection goal = comparison.open(before)) {
            return EnumReplacement.on(scratch, goal, !limits.tablesOnly());
        }
    }

    private Way written(
            String script,
            ScratchDatabase copy,
            Database before,
            ComparisonScope all,
            Limits limits,
            EnumReplacement.Outcome enums)
            throws SQLException {
        try (Connection scratch = schemas.open(copy);
                Connection goal = comparison.open(before)) {
            SchemaSnapshot wanted = SchemaSnapshot.of(goal, all);
            ClosingRun first = new ClosingRun(scratch, all, limits::allows);
            first.dropUnseen(wanted);
            List<String> begun = Stream.concat(enums.done().stream(), first.done().stream())
                    .map(each -> each + ";")
                    .toList();
            String error = tried(script, copy);
            if (error != null) {
                return new Way(
                        ClosingScripts.written(begun, script, List.of(), List.of()),
                        error,
                        null,
                        enums.kept().keySet());
            }
            ClosingRun rest = new ClosingRun(scratch, all, limits::allows);
            List<Difference> remaining = rest.close(wanted);
            return new Way(
                    ClosingScripts.written(begun, script, rest.done(), remaining),
                    null,
                    remaining,
                    enums.kept().keySet());
        }
    }

    private static boolean isOfNoTable(Statement statement) {
        return statement.tokens().hasAny(0, "COMMENT", "GRANT", "REVOKE", "SECURITY");
    }

    private @Nullable String tried(String script, ScratchDatabase copy) {
        if (script.isEmpty()) {
            return null;
        }
        try {
            schemas.run(script, copy);
            return null;
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
