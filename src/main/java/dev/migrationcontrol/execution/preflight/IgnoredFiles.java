package dev.migrationcontrol.execution.preflight;

import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.script.IgnoredFile;
import dev.migrationcontrol.script.Scripts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in an outcome which files look like migrations and were not run: nobody else would notice. */
public final class IgnoredFiles {
    private static final String MEMBER = "ignoredFiles";

    private IgnoredFiles() {}

    /** The outcome, with the files that were passed over in its result, where there are any. */
    public static Outcome namedIn(Outcome outcome, Scripts scripts) {
        if (scripts.ignored().isEmpty()) {
            return outcome;
        }
        if (outcome instanceof Outcome.Succeeded succeeded) {
            return new Outcome.Succeeded(with(succeeded.result(), scripts));
        }
        return outcome instanceof Outcome.Failed failed
                ? new Outcome.Failed(failed.failure(), with(failed.result(), scripts))
                : outcome;
    }

    private static Map<String, Object> with(@Nullable Map<String, Object> result, Scripts scripts) {
        Map<String, Object> whole = result == null ? new HashMap<>() : new HashMap<>(result);
        List<Map<String, Object>> files =
                scripts.ignored().stream().map(IgnoredFiles::describe).toList();
        whole.put(MEMBER, files);
        return whole;
    }

    private static Map<String, Object> describe(IgnoredFile file) {
        return file.name() == null
                ? Map.of("detail", file.detail())
                : Map.of("script", file.name(), "detail", file.detail());
    }
}
