package dev.migrationcontrol.proof;

import dev.migrationcontrol.schema.Difference;
import dev.migrationcontrol.schema.SchemaDifferences;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Differences within a bound: a definition may be long, and there may be many. */
final class ProofDifferences {
    static final int MOST = 50;
    private static final int LONGEST = 500;

    private ProofDifferences() {}

    static UndoVerdict verdict(SchemaDifferences found) {
        return switch (found.verdict()) {
            case EXACT -> UndoVerdict.EXACT;
            case EQUIVALENT -> UndoVerdict.EQUIVALENT;
            case DIFFERENT -> UndoVerdict.DIFFERENT;
        };
    }

    static List<Difference> shown(SchemaDifferences found) {
        return found.list().stream().limit(MOST).map(ProofDifferences::cut).toList();
    }

    static int leftOut(SchemaDifferences found) {
        return Math.max(0, found.list().size() - MOST);
    }

    private static Difference cut(Difference each) {
        return new Difference(
                String.valueOf(cut(each.object())),
                each.kind(),
                each.aspect(),
                cut(each.actual()),
                cut(each.expected()));
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
