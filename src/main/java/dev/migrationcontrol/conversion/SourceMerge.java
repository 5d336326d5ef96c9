package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.conversion.migration.Names;
import dev.migrationcontrol.conversion.migration.Numbering;
import dev.migrationcontrol.finding.Finding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts several sources together into one order with versions that differ. */
final class SourceMerge {
    /** Of a version, so that the source's number and a dot go before it. */
    private static final int LONGEST = 47;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private SourceMerge() {}

    /**
     * The sources as one.
     *
     * @param sources for each migration, the number of the conversion that it came from
     */
    record Merged(Conversion conversion, List<Integer> sources) {}

    private record Sourced(int source, ConvertedMigration migration) {}

    static Merged merge(List<Conversion> conversions) {
        List<Finding> findings =
                conversions.stream().flatMap(each -> each.findings().stream()).toList();
        List<Sourced> all = new ArrayList<>();
        for (int i = 0; i < conversions.size(); i++) {
            int source = i;
            conversions.get(i).migrations().forEach(each -> all.add(new Sourced(source, each)));
        }
        if (conversions.size() == 1) {
            return merged(all, findings, conversions.get(0).order());
        }
        boolean dated = all.stream().allMatch(each -> date(each.migration().version()) != null);
        String within =
                String.join(" | ", conversions.stream().map(Conversion::order).toList());
        return dated
                ? merged(byDate(all), findings, "all sources by date; within each: " + within)
                : merged(
                        bySource(all),
                        findings,
                        "source after source, each version begins with its source's number; within each: " + within);
    }

    private static Merged merged(List<Sourced> all, List<Finding> findings, String order) {
        List<ConvertedMigration> migrations =
                all.stream().map(Sourced::migration).toList();
        return new Merged(
                new Conversion(migrations, findings, order),
                all.stream().map(Sourced::source).toList());
    }

    private static List<Sourced> byDate(List<Sourced> all) {
        List<Sourced> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(
                each -> String.valueOf(date(each.migration().version()))));
        List<Numbering.Numbered> numbers = Numbering.number(
                sorted.stream().map(each -> date(each.migration().version())).toList());
        List<Sourced> merged = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            Sourced each = sorted.get(i);
            merged.add(new Sourced(
                    each.source(), as(each.migration(), numbers.get(i).version())));
        }
        return merged;
    }

    private static List<Sourced> bySource(List<Sourced> all) {
        boolean fits = all.stream().allMatch(each -> each.migration().version().length() <= LONGEST);
        List<Sourced> merged = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Sourced each = all.get(i);
            String own = fits ? each.migration().version() : String.valueOf(i + 1);
            merged.add(new Sourced(each.source(), as(each.migration(), (each.source() + 1) + "." + own)));
        }
        return merged;
    }

    private static ConvertedMigration as(ConvertedMigration each, String version) {
        String undo = each.undoScript() == null ? null : Names.script("U", version, each.description());
        return new ConvertedMigration(
                version,
                each.description(),
                each.system(),
                each.oldId(),
                each.parents(),
                Names.script(each.script().substring(0, 1), version, each.description()),
                each.sql(),
                undo,
                each.undoSql(),
                each.transactional(),
                each.undoTransactional(),
                each.oldChecksum(),
                each.otherLineEnds(),
                each.origin());
    }

    /** A version that is a time, as 14 digits: written so, to the minute, or as seconds or milliseconds since 1970. */
    private static @Nullable String date(String version) {
        if (version.matches("(19|20)\\d{12}")) {
            return version;
        }
        if (version.matches("20\\d{2}(0\\d|1[0-2])[0-3]\\d[0-2]\\d[0-5]\\d")) {
            return version + "00";
        }
        if (version.matches("1\\d{9}")) {
            return STAMP.format(Instant.ofEpochSecond(Long.parseLong(version)));
        }
        return version.matches("1\\d{12}") ? STAMP.format(Instant.ofEpochMilli(Long.parseLong(version))) : null;
    }
}
