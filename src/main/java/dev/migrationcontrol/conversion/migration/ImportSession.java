package dev.migrationcontrol.conversion.migration;

import dev.migrationcontrol.finding.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one importer gathers of one folder, and makes scripts of at the end. */
public final class ImportSession {
    private final String system;
    private final SourceFolder folder;
    private final FlywayScriptBuilder shaping;
    private final Findings findings = new Findings();
    private final List<SourceMigration> drafts = new ArrayList<>();

    public ImportSession(String system, SourceFolder folder, TransactionStyle style) {
        this.system = system;
        this.folder = folder;
        this.shaping = new FlywayScriptBuilder(style, findings);
    }

    public Findings findings() {
        return findings;
    }

    public List<SourceMigration> drafts() {
        return drafts;
    }

    public void add(SourceMigration draft) {
        drafts.add(draft);
    }

    /** A file's text; empty, with a finding, when it is none. */
    public Optional<String> text(String path) {
        return folder.text(path, findings);
    }

    /** The whole of a file as one block; null, perhaps with a finding, when it is not there or no text. */
    @Nullable
    public MigrationText whole(String path, boolean outside) {
        return folder.has(path)
                ? text(path)
                        .map(text -> MigrationText.whole(folder.shown(path), text, outside))
                        .orElse(null)
                : null;
    }

    /** Makes the scripts, in the order of the drafts, which {@code order} describes. */
    public Conversion finish(String order) {
        if (drafts.isEmpty() && findings.list().isEmpty()) {
            findings.error(
                    "no-migrations",
                    folder.label(),
                    "There is no migration of " + system + " in the folder.",
                    "Name the folder that " + system + " itself is configured with.");
        }
        List<Numbering.Numbered> numbers =
                Numbering.number(drafts.stream().map(SourceMigration::version).toList());
        shaping.learn(drafts);
        List<ConvertedMigration> migrations = new ArrayList<>();
        boolean renumbered = false;
        for (int i = 0; i < drafts.size(); i++) {
            migrations.add(convert(drafts.get(i), numbers.get(i)));
            renumbered |= numbers.get(i).changed();
        }
        return new Conversion(
                List.copyOf(migrations),
                findings.list(),
                order + (renumbered ? "; numbers that repeat or do not rise were replaced" : ""));
    }

    private ConvertedMigration convert(SourceMigration draft, Numbering.Numbered number) {
        String description =
                Names.description(number.changed() ? draft.name() + "_was_" + draft.oldId() : draft.name());
        if (number.changed()) {
            findings.inform(
                    "renumbered",
                    draft.up().file(),
                    draft.oldId() + " becomes version " + number.version() + ".",
                    "Do nothing; the manifest maps one to the other.");
        }
        FlywayScript up = shape(draft.up());
        FlywayScript down = draft.down() == null ? null : undo(draft, up, draft.down());
        return new ConvertedMigration(
                number.version(),
                description,
                system,
                draft.oldId(),
                draft.parents(),
                Names.script("V", number.version(), description),
                up.sql(),
                down == null ? null : Names.script("U", number.version(), description),
                down == null ? null : down.sql(),
                up.transactional(),
                down == null || down.transactional(),
                draft.checksum().checksum(),
                draft.checksum().otherLineEnds(),
                origin(draft.up(), draft.down()));
    }

    private FlywayScript shape(MigrationText block) {
        FlywayScript shaped = shaping.shape(block);
        ConversionProof.check(block, shaped.sql(), findings);
        return shaped;
    }

    private static ConvertedMigration.Origin origin(MigrationText up, @Nullable MigrationText down) {
        return new ConvertedMigration.Origin(
                up.file(), up.line(), down == null ? null : down.file(), down == null ? 0 : down.line());
    }

    /** An empty down is an undo only where there is nothing to undo; else a rollback would claim what it did not do. */
    private @Nullable FlywayScript undo(SourceMigration draft, FlywayScript up, MigrationText down) {
        FlywayScript undo = shape(down);
        if (undo.text().statements().isEmpty() && !up.text().changesRowsAtMost()) {
            findings.warn(
                    "empty-down",
                    down.file() + ":" + down.line(),
                    "The down of " + draft.oldId() + " does nothing, so the migration has no undo script.",
                    "Write one, if it should be possible to roll it back.");
            return null;
        }
        return undo;
    }
}
