package dev.migrationcontrol.rule;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.rehearsal.ScriptMeasurement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is judged, and what is known of its target.
 *
 * @param applied scripts that were applied before, in their order; not judged. Of use where there is no catalogue
 * @param scripts those that would run, in their order
 * @param target null where it is not known
 * @param measured what the scripts did in a rehearsal; none where there was no rehearsal
 * @param accepted what was accepted outside of the scripts
 */
public record JudgeInput(
        List<JudgedScript> applied,
        List<JudgedScript> scripts,
        @Nullable TargetCatalogue target,
        List<ScriptMeasurement> measured,
        RuleSettings settings,
        List<Acceptance> accepted) {
    public JudgeInput {
        applied = List.copyOf(applied);
        scripts = List.copyOf(scripts);
        measured = List.copyOf(measured);
        accepted = List.copyOf(accepted);
    }

    /** Scripts of which nothing else is known. */
    public static JudgeInput of(List<JudgedScript> scripts) {
        return new JudgeInput(List.of(), scripts, null, List.of(), RuleSettings.DEFAULT, List.of());
    }
}
