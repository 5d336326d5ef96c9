package dev.migrationcontrol.status;

import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Version;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The undo scripts by the version that they undo. */
final class UndoIndex {
    private final Map<Version, String> names = new HashMap<>();

    UndoIndex(Scripts scripts) {
        for (Script undo : scripts.undos()) {
            names.put(undo.requireVersion(), undo.name());
        }
    }

    @Nullable
    String of(@Nullable Version version) {
        return version == null ? null : names.get(version);
    }
}
