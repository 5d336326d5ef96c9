package dev.migrationcontrol.rehearsal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The forms of statements that were measured, and what they did; both sides in lines that can be compared. */
public final class MeasuredForms {
    /** Two tables of the setup are empty: psql saw that no row was read there, and here the beginning of a scan counts. */
    static final Map<String, Map<String, String>> EXPLAINED = Map.of(
            "add-column-not-null-no-default-empty",
            Map.of("public.inh_new", "ACCESS EXCLUSIVE scanned"),
            "attach-partition-beside-default",
            Map.of(
                    "public.pd", "SHARE UPDATE EXCLUSIVE",
                    "public.pd_def", "ACCESS EXCLUSIVE scanned",
                    "public.pd_new", "ACCESS EXCLUSIVE scanned"));

    private MeasuredForms() {}

    /** What a form did to one relation. */
    public record Line(
            String form,
            boolean alone,
            String statement,
            String relation,
            String lock,
            boolean rewrite,
            boolean scanned,
            boolean rebuilt,
            String error) {
        String effect() {
            return MeasuredForms.effect(lock, rewrite, scanned, rebuilt);
        }
    }

    private static String effect(String lock, boolean rewrite, boolean scanned, boolean rebuilt) {
        return lock + (rewrite ? " rewritten" : "") + (scanned ? " scanned" : "") + (rebuilt ? " rebuilt" : "");
    }

    public static Map<String, List<Line>> of(String server) throws IOException {
        Map<String, List<Line>> forms = new LinkedHashMap<>();
        for (String row : LocksLikeMeasuredTest.text("measured.csv").split("\n")) {
            List<String> cells = cells(row);
            if (cells.get(3).equals(server)) {
                forms.computeIfAbsent(cells.get(0), key -> new ArrayList<>())
                        .add(new Line(
                                cells.get(0),
                                cells.get(1).equals("alone"),
                                cells.get(2),
                                cells.get(4),
                                cells.get(5),
                                cells.get(6).equals("y"),
                                cells.get(7).equals("y"),
                                cells.get(8).equals("y"),
                                cells.get(9)));
            }
        }
        return forms;
    }

    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    static TreeMap<String, String> lines(List<Line> form) {
        TreeMap<String, String> lines = new TreeMap<>();
        for (Line line : form) {
            if (!line.error().isEmpty()) {
                lines.put("error", line.error().substring(0, 5));
            } else if (!line.relation().equals("-")) {
                lines.put(line.relation(), line.effect());
            }
        }
        return lines;
    }

    /**
     * The measured ones where at least as much was observed. Locks of statements that run alone are seen from outside, by
     * both, so that either may miss some that are held for a moment.
     */
    static Map<String, String> atLeast(Map<String, String> measured, Map<String, String> observed) {
        Map<String, String> all = new TreeMap<>();
        measured.forEach((relation, effect) -> {
            String here = observed.getOrDefault(relation, "-");
            boolean missed = here.startsWith("-") || effect.startsWith("-");
            boolean same = rank(here) >= rank(effect) && work(here).equals(work(effect));
            all.put(relation, same || missed && work(here).equals(work(effect)) ? effect : here);
        });
        return all;
    }

    /** A session that has not seen an index or a sequence yet locks it for a moment, to read what it is. */
    static Map<String, String> withoutFirstLooks(Map<String, String> observed, Map<String, String> measured) {
        Map<String, String> rest = new TreeMap<>(observed);
        rest.entrySet()
                .removeIf(each -> each.getValue().equals("ACCESS SHARE") && !measured.containsKey(each.getKey()));
        return rest;
    }

    private static String work(String effect) {
        return effect.replaceFirst("^[-A-Z ]+", "");
    }

    private static int rank(String effect) {
        String mode =
                effect.substring(0, effect.length() - work(effect).length()).strip();
        return mode.equals("-") ? -1 : LockMode.ofSql(mode).ordinal();
    }

    static TreeMap<String, String> lines(ScriptMeasurement script) {
        Map<String, LockMode> locks = new TreeMap<>();
        List<String> rewritten = new ArrayList<>();
        List<String> rebuilt = new ArrayList<>();
        List<String> scanned = new ArrayList<>();
        for (StatementMeasurement each : script.statements()) {
            each.locks()
                    .forEach(lock -> locks.merge(
                            lock.relation(), lock.mode(), (one, two) -> one.compareTo(two) > 0 ? one : two));
            rewritten.addAll(each.rewrites());
            rebuilt.addAll(each.rebuiltIndexes());
            each.scans().forEach(scan -> scanned.add(scan.relation()));
        }
        TreeMap<String, String> lines = new TreeMap<>();
        List<String> all = new ArrayList<>(locks.keySet());
        all.addAll(rewritten);
        all.addAll(rebuilt);
        all.addAll(scanned);
        for (String relation : all) {
            if (!relation.contains(".flyway_schema_history")) {
                LockMode lock = locks.get(relation);
                lines.put(
                        relation,
                        effect(
                                lock == null ? "-" : lock.sql(),
                                rewritten.contains(relation),
                                scanned.contains(relation),
                                rebuilt.contains(relation)));
            }
        }
        return lines;
    }
}
