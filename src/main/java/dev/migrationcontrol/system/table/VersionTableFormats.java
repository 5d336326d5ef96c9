package dev.migrationcontrol.system.table;

import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.TableFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The version tables of all systems. Several use one name, and the columns decide. */
final class VersionTableFormats {
    private static final List<Format> ALL = MigrationSystems.all().stream()
            .flatMap(system -> system.tables().stream().map(table -> new Format(system, table, Signature.of(table))))
            .toList();
    private static final List<Format> AT_HOME = sorted(Signature.atHome());
    private static final List<Format> ELSEWHERE = sorted(Signature.anywhere()).stream()
            .filter(format -> !Boolean.FALSE.equals(format.table.renamed()))
            .toList();

    private VersionTableFormats() {}

    /** One version table of a system. */
    record Format(MigrationSystem system, TableFacts table, Signature signature) {
        Recording recording() {
            return new Recording(table.row());
        }

        /** What the rows must show under the default name; null where the columns are enough. */
        @Nullable
        String proofAtHome(ForeignTable found) {
            return table.single() ? RowProof.singleRow(found) : null;
        }

        @Nullable
        String proof(ForeignTable found) {
            TableFacts.Proof proof = table.proof();
            return proof == null ? null : new RowProof("{" + proof.column() + "}", proof.pattern()).sql(found);
        }
    }

    private static List<Format> sorted(Comparator<Signature> order) {
        return ALL.stream()
                .sorted(Comparator.comparing(Format::signature, order))
                .toList();
    }

    static Optional<Format> atHome(ForeignTable table) {
        return AT_HOME.stream()
                .filter(format -> format.signature.fitsAtHome(table))
                .findFirst();
    }

    /** All that fit: of columns that several use, the rows decide. */
    static Stream<Format> elsewhere(ForeignTable table) {
        return ELSEWHERE.stream().filter(format -> format.signature.fitsElsewhere(table));
    }

    /** Default names, as the systems spell them. */
    static Stream<String> names() {
        return ALL.stream().map(Format::table).map(TableFacts::names).flatMap(List::stream);
    }
}
