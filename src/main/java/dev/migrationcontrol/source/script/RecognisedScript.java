package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.sql.Effect;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.Summary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One migration as its files say, before anything is concluded from it.
 *
 * @param version its version in its system
 * @param file where it is; its down script may be in another
 * @param parents versions that come before it; empty where its system orders by version alone
 * @param dependsOn versions of other branches or applications that it needs
 * @param title what its author says it does; null where nothing is said
 * @param date as its file or version says, ISO 8601; null where neither does
 * @param up what it does
 * @param back how it is taken back
 * @param inTransaction whether its system runs it in a transaction; null where that is not known
 * @param reading how far its statements are all that it does
 */
public record RecognisedScript(
        String version,
        String file,
        List<String> parents,
        List<String> dependsOn,
        @Nullable String title,
        @Nullable String date,
        List<Statement> up,
        Back back,
        @Nullable Boolean inTransaction,
        Reading reading) {
    /** How much of a script its statements say, up and down. */
    public record Reading(Extent up, Extent down) {
        static final Reading WHOLE = new Reading(Extent.WHOLE, Extent.WHOLE);
        static final Reading PART = new Reading(Extent.PART, Extent.PART);

        /** How much of a script is known. */
        public enum Extent {
            /** Its statements run, all of them and nothing else. */
            WHOLE,
            /** Nothing else runs, but not all of them may. */
            CONDITIONAL,
            /** Something else may run. */
            PART
        }
    }

    public RecognisedScript {
        parents = List.copyOf(parents);
        dependsOn = List.copyOf(dependsOn);
        up = List.copyOf(up);
    }

    /** A script of a system whose files are SQL is read whole, any other in part. */
    RecognisedScript(
            String version,
            String file,
            List<String> parents,
            List<String> dependsOn,
            @Nullable String title,
            @Nullable String date,
            List<Statement> up,
            Back back,
            @Nullable Boolean inTransaction) {
        this(
                version,
                file,
                parents,
                dependsOn,
                title,
                date,
                up,
                back,
                inTransaction,
                file.endsWith(".sql") ? Reading.WHOLE : Reading.PART);
    }

    /**
     * How a script is taken back.
     *
     * @param file where the down is; null where there is none
     */
    public record Back(DownKind down, @Nullable String file, List<Statement> statements) {
        static final Back MISSING = new Back(DownKind.MISSING, null, List.of());

        public Back {
            statements = List.copyOf(statements);
        }

        static Back of(String file, List<Statement> statements) {
            return new Back(statements.isEmpty() ? DownKind.EMPTY : DownKind.PRESENT, file, statements);
        }
    }

    /** Whether something of the schema is other afterwards; what a script makes for itself and drops again does not count. */
    public boolean changesSchema() {
        List<Effect> effects =
                up.stream().flatMap(statement -> Effect.of(statement).stream()).toList();
        Set<String> own = new HashSet<>();
        effects.stream()
                .filter(effect -> effect.kind().equals(Effect.TEMPORARY))
                .forEach(effect -> own.add(effect.name()));
        Set<String> dropped = new HashSet<>();
        effects.stream()
                .filter(effect -> effect.verb() == Effect.Verb.DROPS)
                .forEach(effect -> dropped.add(effect.name()));
        effects.stream()
                .filter(effect -> effect.verb() == Effect.Verb.CREATES && dropped.contains(effect.name()))
                .filter(effect ->
                        !effect.kind().equals("column") && !effect.kind().equals("constraint"))
                .forEach(effect -> own.add(effect.name()));
        own.remove("");
        return effects.stream()
                .filter(effect -> !own.contains(effect.name()) && !own.contains(effect.on())
                        || effect.name().isEmpty() && effect.on().isEmpty())
                .anyMatch(Effect::changesSchema);
    }

    public String purpose() {
        return title == null || title.isBlank() ? Summary.of(up) : title;
    }

    /** With another version, and what the name of its folder says where its own says nothing. */
    RecognisedScript as(String newVersion, String folder) {
        String said = title == null || title.isBlank() || title.matches("(?i)up|migration|schema|ddl|upgrade|script")
                ? FileNames.title(folder)
                : title;
        String day = date == null ? FileNames.date(FileNames.required(folder)) : date;
        return new RecognisedScript(newVersion, file, parents, dependsOn, said, day, up, back, inTransaction);
    }

    RecognisedScript doing(List<Statement> statements, Back other) {
        return new RecognisedScript(version, file, parents, dependsOn, title, date, statements, other, inTransaction);
    }

    RecognisedScript called(String other) {
        return new RecognisedScript(other, file, parents, dependsOn, title, date, up, back, inTransaction);
    }

    RecognisedScript with(List<String> newParents, @Nullable Boolean transaction) {
        return new RecognisedScript(version, file, newParents, dependsOn, title, date, up, back, transaction, reading);
    }
}
