package dev.migrationcontrol.system.table;

import dev.migrationcontrol.system.TableColumn;
import dev.migrationcontrol.system.TableFacts.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version table that a team wrote itself: which of its columns names a migration, which says when it was applied, and
 * which holds a digest. The less the table's name says, the more its columns must.
 *
 * @param proof null where no row has to confirm it
 */
record CustomTable(
        TableColumn identifier,
        @Nullable TableColumn time,
        @Nullable TableColumn digest,
        @Nullable RowProof proof) {
    private static final int MOST_COLUMNS = 14;
    private static final String LIKE_A_MIGRATION = "(\\.sql$|^[VvUuRr]?[0-9]{2,17}[._-])";

    static Optional<CustomTable> of(ForeignTable table) {
        if (table.columns().size() > MOST_COLUMNS) {
            return Optional.empty();
        }
        if (HistoryNames.SURE_TABLE.matcher(table.name()).find()) {
            return identifier(table, HistoryNames.IDENTIFIERS)
                    .or(() -> unique(table))
                    .map(found -> of(table, found, false));
        }
        if (HistoryNames.LIKELY_TABLE.matcher(table.name()).find()) {
            return identifier(table, HistoryNames.IDENTIFIERS)
                    .map(found -> of(table, found, false))
                    .filter(found -> found.isAppliedWhen() || found.isDated(table) || isOnlyAVersion(table))
                    .map(found -> found.isSure(table) ? found : of(table, found.identifier(), true));
        }
        return identifier(table, HistoryNames.FILE_IDENTIFIERS)
                .filter(TableColumn::unique)
                .filter(TableColumn::isText)
                .map(found -> of(table, found, true))
                .filter(CustomTable::isAppliedWhen);
    }

    private static CustomTable of(ForeignTable table, TableColumn identifier, boolean needsProof) {
        TableColumn time = table.columns().stream()
                .filter(column -> column != identifier)
                .filter(column ->
                        HistoryNames.APPLIED_TIME.matcher(column.key()).matches() && !column.is("bool"))
                .findFirst()
                .or(() -> table.columns().stream()
                        .filter(column -> column.isTime() && column.now())
                        .findFirst())
                .orElse(null);
        TableColumn digest = table.columns().stream()
                .filter(column ->
                        HistoryNames.DIGEST.matcher(column.key()).matches() && (column.isText() || column.is("bytea")))
                .findFirst()
                .orElse(null);
        return new CustomTable(
                identifier,
                time,
                digest,
                needsProof ? new RowProof("{" + identifier.key() + "}", LIKE_A_MIGRATION) : null);
    }

    private static Optional<TableColumn> identifier(ForeignTable table, List<String> names) {
        return table.columns().stream()
                .filter(column -> names.contains(column.key()) && (column.isText() || column.is("number")))
                .min(Comparator.comparing((TableColumn column) -> !column.unique())
                        .thenComparing(column -> names.indexOf(column.key())));
    }

    private static Optional<TableColumn> unique(ForeignTable table) {
        return table.columns().stream()
                .filter(column -> column.unique() && (column.isText() || column.isInteger()))
                .min(Comparator.comparing((TableColumn column) -> !column.isText()));
    }

    private boolean isAppliedWhen() {
        return time != null && HistoryNames.APPLIED_TIME.matcher(time.key()).matches();
    }

    /** Work of any kind is finished at a time; then rows have to look like migrations. */
    private boolean isSure(ForeignTable table) {
        return isDated(table)
                || isOnlyAVersion(table)
                || time != null && !time.key().matches("(completed|finished|performed|upgraded|patched).*");
    }

    private boolean isDated(ForeignTable table) {
        return digest != null && time != null && table.columns().size() <= MOST_COLUMNS / 2;
    }

    /** The table of one row or one column in which a program keeps the number of its schema. */
    private static boolean isOnlyAVersion(ForeignTable table) {
        return table.find("version").isPresent()
                && table.columns().stream()
                        .allMatch(column -> column.key().matches("id|version|updated_at|created_at|lock"));
    }

    Recording recording() {
        String key = time == null ? null : time.key();
        return new Recording(new Row(
                "{" + identifier.key() + "}",
                null,
                time != null && time.isInteger() ? "epoch:" + key : key,
                "{applied_by|installed_by|executed_by|run_by|username|author}",
                "WHEN NOT {success|succeeded|ok} THEN 'FAILED'",
                digest == null
                        ? null
                        : digest.isText() ? "{" + digest.key() + "}" : "encode({" + digest.key() + "}, 'hex')",
                null,
                null,
                key == null ? null : "{" + key + "}"));
    }
}
