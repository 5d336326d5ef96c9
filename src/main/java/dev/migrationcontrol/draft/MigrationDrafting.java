package dev.migrationcontrol.draft;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.proof.UndoVerdict;
import dev.migrationcontrol.schema.Difference;
import dev.migrationcontrol.schema.Droppable;
import dev.migrationcontrol.schema.ObjectChange;
import dev.migrationcontrol.schema.SchemaComparison;
import dev.migrationcontrol.schema.SchemaReturn;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScratchDatabases;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.ScriptFailed;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.workspace.TemporaryFolders;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the migration that leads to a model, and its undo, on scratch databases, and tries both there. */
@ApplicationScoped
class MigrationDrafting {
    /** What holds rows goes only where it is named. */
    private static final Set<String> HOLDING = Set.of("table", "foreign table", "column");

    private final ModelGround ground;
    private final SchemaComparison comparison;
    private final SchemaReturn schemas;
    private final ScratchDatabases scratches;
    private final Renaming renaming;
    private final Drafting drafting;
    private final TemporaryFolders folders;

    MigrationDrafting(
            ModelGround ground,
            SchemaComparison comparison,
            SchemaReturn schemas,
            ScratchDatabases scratches,
            Renaming renaming,
            Drafting drafting,
            TemporaryFolders folders) {
        this.ground = ground;
        this.comparison = comparison;
        this.schemas = schemas;
        this.scratches = scratches;
        this.renaming = renaming;
        this.drafting = drafting;
        this.folders = folders;
    }

    /** Drafts them. Blocks as long as the scripts run. */
    MigrationDraft draft(ModelGround.Order order, MigrationDraftRequest request)
            throws DraftImpossible, ScratchUnavailable, RunFailure, SQLException {
        return ground.with(order, built -> draft(order, request, built));
    }

    /** The way to the model: its statements, and what it does not reach. */
    private record Way(String sql, String error, List<DraftQuestion> questions, List<String> notes) {}

    private MigrationDraft draft(ModelGround.Order order, MigrationDraftRequest request, ModelGround.Built built)
            throws DraftImpossible, ScratchUnavailable, RunFailure, SQLException {
        Way way = way(request, built);
        if (way.sql().isBlank() && way.notes().isEmpty()) {
            return MigrationDraft.agreeing();
        }
        String version = NextVersion.of(
                        request.asked(), order.question().scripts().scripts())
                .toString();
        String name = "V" + version + request.ending();
        String text = DraftText.ofModel(way.sql(), way.notes());
        MigrationDraft.File up = new MigrationDraft.File(name, text);
        if (!way.error().isEmpty() || way.sql().isBlank()) {
            return new MigrationDraft(
                    false,
                    version,
                    up,
                    null,
                    way.error().isEmpty() ? UndoVerdict.NOT_TRIED : UndoVerdict.DOES_NOT_RUN,
                    way.questions(),
                    way.notes(),
                    List.of(),
                    null);
        }
        try (DraftFolder own = new DraftFolder(folders.folder("draft"));
                DraftFolder both = new DraftFolder(folders.folder("draft"))) {
            own.write(name, text);
            UndoDraft undo = undo(order, request, built, own, both);
            MigrationDraft.File down = new MigrationDraft.File(undo.name(), undo.script());
            return new MigrationDraft(
                    false,
                    version,
                    up,
                    down,
                    undo.verdict(),
                    way.questions(),
                    Stream.concat(own.noted(text, name, way.notes()).stream(), undo.notes().stream())
                            .distinct()
                            .toList(),
                    List.of(),
                    undo.proof());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UndoDraft undo(
            ModelGround.Order order,
            MigrationDraftRequest request,
            ModelGround.Built built,
            DraftFolder own,
            DraftFolder both)
            throws DraftImpossible, ScratchUnavailable, RunFailure, SQLException {
        Environment environment = own.in(order.environment(), own.folder());
        ResolvedScripts scripts = ScriptCatalog.readOnce(environment);
        UndoQuestion question =
                new UndoQuestion(environment, scripts, order.question().history(), List.of(), null, null);
        Drafting.Order drafted = new Drafting.Order(
                question,
                scripts.scripts().migrations().get(0),
                order.applicationName(),
                order.stop(),
                both,
                request.renamed());
        try {
            return drafting.draft(drafted, built.server(), built.head());
        } catch (ScriptFailed e) {
            e.throwIfStopped();
            throw new DraftImpossible(
                    "The drafted migration did not run: " + e.why().message());
        }
    }

    private Way way(MigrationDraftRequest request, ModelGround.Built built)
            throws DraftImpossible, ScratchUnavailable, SQLException {
        Environment place = built.server().environment();
        try (ScratchDatabase base = scratches.copy(place, built.head())) {
            renaming.rename(base.database(), request.renamed());
            List<ObjectChange> changes =
                    comparison.changesOfDiffering(base.database(), built.model(), built.hidden()).objects().stream()
                            .filter(request.within()::counts)
                            .toList();
            List<DraftQuestion> questions = DraftQuestion.of(changes, request.answered(), request.mayDrop());
            SchemaReturn.Limits limits =
                    new SchemaReturn.Limits(droppable(request, changes), request.within() == ModelScope.TABLES);
            try (ScratchDatabase copy = scratches.copy(place, base)) {
                SchemaReturn.Way way = schemas.write(base.database(), copy, built.model(), built.hidden(), limits);
                List<String> notes = new ArrayList<>(left(way.remaining(), copy, request, built));
                if (way.error() != null) {
                    notes.add(0, "The migration did not run on a copy: " + way.error());
                }
                return new Way(
                        Stream.concat(
                                        request.renamed().stream().map(each -> each.forward() + ";"),
                                        Stream.of(way.sql()))
                                .filter(each -> !each.isBlank())
                                .collect(Collectors.joining("\n\n")),
                        way.error() == null ? "" : way.error(),
                        questions,
                        notes);
            }
        }
    }

    private static Droppable droppable(MigrationDraftRequest request, List<ObjectChange> changes) {
        return Droppable.of(Stream.concat(
                        request.mayDrop().stream(),
                        changes.stream()
                                .filter(each -> !HOLDING.contains(each.kind()))
                                .map(ObjectChange::object))
                .collect(Collectors.toSet()));
    }

    private List<String> left(
            @Nullable List<Difference> known,
            ScratchDatabase copy,
            MigrationDraftRequest request,
            ModelGround.Built built)
            throws SQLException {
        List<Difference> remaining = known == null
                ? comparison
                        .compareObjects(copy.database(), built.model(), built.hidden())
                        .serious()
                : known;
        return remaining.stream()
                .filter(request.within()::counts)
                .map(each -> "Not as the model has it: the " + each.kind() + " " + each.object() + ", " + each.aspect()
                        + ".")
                .distinct()
                .limit(100)
                .toList();
    }
}
