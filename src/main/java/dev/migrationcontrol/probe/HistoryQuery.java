package dev.migrationcontrol.probe;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.script.Version;
import dev.migrationcontrol.sql.SqlIdentifiers;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the history. */
public final class HistoryQuery {
    public static final List<String> COLUMNS = List.of(
            "installed_rank",
            "version",
            "description",
            "type",
            "script",
            "checksum",
            "installed_by",
            "installed_on",
            "execution_time",
            "success");

    private static final int LONGEST_VERSION = 50;

    private HistoryQuery() {}

    /**
     * With casts, so that the types of the result never change under a statement that is prepared already. The client
     * cannot decode every time that the server can hold.
     */
    public static String rows(Policy policy) {
        return """
                SELECT installed_rank::int, version::text, coalesce(description::text, ''), coalesce(type::text, ''),
                       coalesce(script::text, ''), checksum::int, coalesce(installed_by::text, ''),
                       CASE WHEN installed_on::timestamp BETWEEN '0001-01-01' AND '9999-12-31' THEN installed_on::timestamp END,
                       coalesce(execution_time::int, 0), coalesce(success::bool, false)
                  FROM %s ORDER BY installed_rank""".formatted(table(policy));
    }

    /**
     * A text that changes whenever a row is added, changed or removed: the number of rows and a hash of the transactions
     * that wrote them, which are new ones for each write.
     */
    static String stamp(Policy policy) {
        return "SELECT count(*) || '/' || coalesce(sum(hashint8extended(xmin::text::bigint, 0)), 0) FROM "
                + table(policy);
    }

    private static String table(Policy policy) {
        return SqlIdentifiers.identifier(policy.defaultSchema()) + "."
                + SqlIdentifiers.identifier(policy.historyTable());
    }

    static HistoryRows decode(Iterable<Row> found) {
        ZoneId zone = ZoneId.systemDefault();
        List<HistoryRow> rows = new ArrayList<>();
        List<HistoryDefect> defects = new ArrayList<>();
        for (Row row : found) {
            String text = row.getString(1);
            try {
                rows.add(decode(row, text == null ? null : Version.of(text), zone));
            } catch (IllegalArgumentException notOne) {
                defects.add(unreadableRow(row, text, "has the version '" + shortened(text) + "', which is not one"));
            } catch (RuntimeException odd) {
                defects.add(unreadableRow(row, text, "has values that no Flyway writes"));
            }
        }
        return new HistoryRows(rows, defects);
    }

    private static HistoryRow decode(Row row, @Nullable Version version, ZoneId zone) {
        return new HistoryRow(
                row.getInteger(0),
                version,
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInteger(5),
                row.getString(6),
                instant(row.getLocalDateTime(7), zone),
                Duration.ofMillis(row.getInteger(8)),
                row.getBoolean(9));
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime local, ZoneId zone) {
        return local == null ? null : local.atZone(zone).toInstant();
    }

    private static HistoryDefect unreadableRow(Row row, @Nullable String version, String what) {
        return new HistoryDefect(
                HistoryDefect.Kind.UNREADABLE_ROW,
                shortened(version),
                row.getString(4),
                "Row " + row.getInteger(0) + " " + what
                        + ": Flyway cannot read this history. Find out what wrote the row,"
                        + " and replace it after a review.");
    }

    /** The column has room for 50 characters, unless someone altered it. */
    private static @Nullable String shortened(@Nullable String version) {
        return version == null || version.codePointCount(0, version.length()) <= LONGEST_VERSION
                ? version
                : version.substring(0, version.offsetByCodePoints(0, LONGEST_VERSION)) + "…";
    }
}
