package dev.migrationcontrol.draft;

import dev.migrationcontrol.conversion.Conversions;
import dev.migrationcontrol.conversion.SourceRequest;
import dev.migrationcontrol.problem.InvalidRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Migrations of another system in place of those of the environment, such as an Alembic project before its consolidation.
 *
 * @param sources folders below a configured root; null for none
 * @param alembicOutput what Alembic printed; null for none
 */
record OtherMigrations(
        @Nullable List<SourceRequest> sources, @Nullable String alembicOutput) {
    private static final int MOST_NOTES = 100;
    private static final String SOURCES = "sources";
    private static final String OUTPUT = "alembicOutput";

    /** @throws InvalidRequest when they are given in two ways, or cannot be compared */
    static void require(@Nullable List<SourceRequest> sources, @Nullable String alembicOutput) {
        if (sources != null && alembicOutput != null) {
            throw new InvalidRequest(OUTPUT, "excludes sources: give one of them, or none");
        }
        if (alembicOutput != null && (alembicOutput.isBlank() || alembicOutput.length() > Model.LONGEST)) {
            throw new InvalidRequest(OUTPUT, "must have 1 to " + Model.LONGEST + " characters");
        }
        if (sources != null && sources.stream().anyMatch(each -> each == null || each.baselineOf() != null)) {
            throw new InvalidRequest(SOURCES, "must be folders without baselineOf: a baseline is no migration");
        }
    }

    /** Whether a tool of the system has to run first, which takes its time. */
    boolean needTool() {
        return sources != null && sources.stream().anyMatch(each -> Boolean.TRUE.equals(each.runTool()));
    }

    /**
     * Them as scripts.
     *
     * @throws dev.migrationcontrol.problem.Refusal when they cannot be converted, or are no scripts to run on a server of others
     */
    Conversions.Scripts scripts(Conversions conversions) {
        Conversions.Scripts scripts = sources == null
                ? Conversions.ofAlembic(OUTPUT, String.valueOf(alembicOutput))
                : conversions.scripts(sources);
        scripts.files().forEach((name, text) -> {
            if (name.endsWith(".sql") && !name.startsWith("U")) {
                Model.requireWithin(sources == null ? OUTPUT : SOURCES, name, text);
            }
        });
        return scripts;
    }

    /** What to know of them. */
    static List<String> notes(Conversions.Scripts scripts) {
        return scripts.notes().stream().limit(MOST_NOTES).toList();
    }
}
