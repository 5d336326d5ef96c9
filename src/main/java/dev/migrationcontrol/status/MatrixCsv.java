package dev.migrationcontrol.status;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A matrix as lines for spreadsheets. Pure. */
final class MatrixCsv {
    /** What a spreadsheet would compute; names of scripts are written by others. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r]");

    private MatrixCsv() {}

    static String of(List<MatrixRows.Known> environments) {
        StringBuilder csv = new StringBuilder();
        List<@Nullable Object> head = new ArrayList<>(List.of("version", "description", "script"));
        environments.forEach(each -> head.add(each.status().environment()));
        line(csv, head);
        for (Matrix.Row row : MatrixRows.of(environments)) {
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(row.version());
            cells.add(row.description());
            cells.add(row.script());
            row.cells().forEach(each -> cells.add(each.problem() == null ? each.state() : each.problem()));
            line(csv, cells);
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, List<@Nullable Object> cells) {
        csv.append(cells.stream().map(MatrixCsv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        String safe = FORMULA.matcher(text).find() ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
