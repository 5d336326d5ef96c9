package dev.migrationcontrol.schema;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScratchDatabases;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pgcodekeeper.core.schema.AbstractDatabase;

/** Writes the scripts that close differences in either direction, and runs each on a scratch database. */
@ApplicationScoped
public class ClosingScripts {
    private final SchemaModels models;
    private final SchemaCopy schemas;
    private final SchemaComparison comparison;
    private final ScratchDatabases scratches;

    ClosingScripts(SchemaModels models, SchemaCopy schemas, SchemaComparison comparison, ScratchDatabases scratches) {
        this.models = models;
        this.schemas = schemas;
        this.comparison = comparison;
        this.scratches = scratches;
    }

    /**
     * Both directions.
     *
     * @param forDatabase would make the database what the scripts build
     * @param forScripts would make what the scripts build what the database is: the missing migration
     */
    public record Both(ClosingScript forDatabase, ClosingScript forScripts) {}

    /** What closing scripts are made from. */
    public record Basis(SchemaDifferences differences, Droppable droppable) {}

    /** As the other, with scratch databases on the server of the live database. */
    public Both write(Environment live, Database built, ComparisonScope hidden, Basis on)
            throws SQLException, ScratchUnavailable {
        return write(live, live.database(), built, hidden, on);
    }

    /**
     * Writes and proves both scripts. The database itself is only read: what would change it is run on a copy of its
     * schema.
     *
     * @param place next to whose database the scratch databases are made
     * @param on what a comparison of the two found, and what may be dropped; rows that differ are left to do by hand
     * @throws SQLException when one of the schemas cannot be read
     * @throws ScratchUnavailable when no scratch database can be had
     */
    public Both write(Environment place, Database live, Database built, ComparisonScope hidden, Basis on)
            throws SQLException, ScratchUnavailable {
        AbstractDatabase actual = models.load(live);
        AbstractDatabase expected = models.load(built);
        ComparisonScope all = models.withOwnSequences(built, models.withOwnSequences(live, hidden));
        String forDatabase = models.script(actual, expected, all, on.droppable());
        String forScripts = models.script(expected, actual, all, on.droppable());
        List<Difference> rows =
                on.differences().list().stream().filter(Difference::ofRows).toList();
        try (ScratchDatabase copy = scratches.create(place);
                ScratchDatabase rebuilt = scratches.create(place)) {
            Trial onCopy = new Trial(copy, actual, expected, live, built, forDatabase, on.droppable());
            Trial onRebuilt = new Trial(rebuilt, expected, actual, built, live, forScripts, on.droppable());
            return new Both(prove(onCopy, all, rows), prove(onRebuilt, all, rows));
        }
    }

    /** A script to be run on a scratch database, once that is a copy of a schema; then it must be like the goal. */
    private record Trial(
            ScratchDatabase on,
            AbstractDatabase schema,
            AbstractDatabase wanted,
            Database original,
            Database goal,
            String script,
            Droppable droppable) {}

    private ClosingScript prove(Trial trial, ComparisonScope hidden, List<Difference> rows) throws SQLException {
        try (Connection scratch = schemas.open(trial.on());
                Connection original = comparison.open(trial.original());
                Connection goal = comparison.open(trial.goal())) {
            schemas.copy(trial.schema(), trial.on(), hidden);
            SchemaSnapshot copied = SchemaSnapshot.of(original, hidden);
            SchemaSnapshot wanted = SchemaSnapshot.of(goal, hidden);
            Set<String> differing = objects(copied.differencesFrom(wanted).stream());
            // What the copy lacks of its original, and the script should change, was not tried.
            Stream<Difference> untried = new ClosingRun(scratch, hidden, thing -> true)
                    .close(copied).stream().filter(each -> differing.contains(each.object()));
            Map<String, String> holding = Droppable.holding(scratch);
            EnumReplacement.Outcome enums = EnumReplacement.on(scratch, goal, true);
            String script = script(trial, hidden, enums);
            ClosingRun first = new ClosingRun(scratch, hidden, trial.droppable()::allows);
            first.dropUnseen(wanted);
            schemas.run(script, trial.on());
            ClosingRun rest = new ClosingRun(scratch, hidden, trial.droppable()::allows);
            List<Difference> remaining = Stream.of(rest.close(wanted).stream(), untried, rows.stream())
                    .flatMap(each -> each)
                    .toList();
            List<String> named = List.copyOf(objects(remaining.stream()));
            List<String> lost = trial.droppable().lost(holding, scratch);
            return lost.isEmpty()
                    ? new ClosingScript(
                            written(begun(enums, first), script, rest.done(), remaining),
                            remaining.isEmpty(),
                            named,
                            null)
                    : withheld(lost);
        } catch (SQLException e) {
            return new ClosingScript(trial.script(), false, List.of(), String.valueOf(e.getMessage()));
        }
    }

    /** What is left to do once enum types have the labels that they should have; those that keep theirs are left out. */
    private String script(Trial trial, ComparisonScope hidden, EnumReplacement.Outcome enums) throws SQLException {
        AbstractDatabase now =
                enums.done().isEmpty() ? trial.schema() : models.load(trial.on().database());
        return enums.done().isEmpty() && enums.kept().isEmpty()
                ? trial.script()
                : models.script(now, trial.wanted(), hidden.and(enums.kept().keySet()), trial.droppable());
    }

    private static List<String> begun(EnumReplacement.Outcome enums, ClosingRun first) {
        List<String> all = new ArrayList<>();
        enums.kept()
                .forEach((type, why) -> all.add("-- Not made anew: the enum " + type
                        + ", which has labels that no statement removes. "
                        + why.replaceAll("\\s+", " ")));
        if (!enums.done().isEmpty()) {
            all.add("-- Run this in one transaction: it fails where a row holds a label that goes.");
        }
        Stream.concat(enums.done().stream(), first.done().stream()).forEach(each -> all.add(each + ";"));
        return all;
    }

    /** A script that would make tables anew, and so lose their rows. */
    private static ClosingScript withheld(List<String> lost) {
        String names = String.join(", ", lost);
        return new ClosingScript(
                "-- By hand: the generated statements would drop or recreate " + names + ", with all rows.",
                false,
                lost,
                "The script would drop " + names + ", which droppable does not name.");
    }

    static Set<String> objects(Stream<Difference> differences) {
        return differences.map(Difference::object).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @param before statements with their semicolons, and comments */
    static String written(List<String> before, String script, List<String> after, List<Difference> byHand) {
        List<String> parts = new ArrayList<>(before);
        if (!script.isEmpty()) {
            parts.add(script);
        }
        after.forEach(statement -> parts.add(statement + ";"));
        byHand.stream()
                .map(each -> each.onlyInDatabase()
                        ? UnmodelledObjects.kept(each)
                        : UnmodelledObjects.byHand(new SchemaObject(each.object(), each.kind(), null), each.aspect()))
                .distinct()
                .forEach(parts::add);
        return String.join("\n\n", parts);
    }
}
