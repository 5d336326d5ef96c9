package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Delimiter;
import dev.migrationcontrol.conversion.migration.MigrationText;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a script line by line as MyBatis does: lines of comments are left out, and the delimiter may be another. */
final class MyBatisLines {
    private static final Pattern DELIMITER =
            Pattern.compile("^\\s*((--)|(//))?\\s*(//)?\\s*@DELIMITER\\s+(\\S+)", Pattern.CASE_INSENSITIVE);

    private final StringBuilder result = new StringBuilder();
    private final StringBuilder command = new StringBuilder();
    private final StringBuilder sent = new StringBuilder();
    private final StringBuilder whole = new StringBuilder();
    private final Set<String> delimiters = new LinkedHashSet<>();
    private final boolean fullLine;
    private String delimiter;

    /** @param fullLine whether the delimiter counts only where it is the whole of a line */
    MyBatisLines(String delimiter, boolean fullLine) {
        this.delimiter = delimiter;
        this.fullLine = fullLine;
    }

    String read(String text) {
        for (String line : text.replace("\r\n", "\n").split("(?<=\n)")) {
            read(line, line.strip());
        }
        return result.append(command).toString();
    }

    /** The lines that it does not leave out, with their delimiters. */
    MigrationText.Original original() {
        return new MigrationText.Original(
                sent.toString(), delimiters.stream().map(Delimiter::exactly).toList());
    }

    /** All of it, but for the lines between commands that are no SQL. */
    String whole() {
        return whole.toString();
    }

    private void read(String line, String bare) {
        boolean isComment = bare.startsWith("//") || bare.startsWith("--");
        sent.append(isComment || bare.isEmpty() ? "" : line);
        whole.append(isComment && command.length() == 0 ? "\n" : line);
        if (isComment) {
            Matcher matcher = DELIMITER.matcher(bare);
            if (matcher.find()) {
                delimiter = matcher.group(5);
            }
            outside(bare.startsWith("--") ? line : "\n");
        } else if (fullLine ? bare.equals(delimiter) : bare.contains(delimiter)) {
            delimiters.add(delimiter);
            int end = line.lastIndexOf(delimiter);
            command.append(line, 0, end);
            result.append(delimiter.equals(";") ? command + ";" : Delimited.terminated(command.toString()))
                    .append("\n");
            command.setLength(0);
        } else if (bare.isEmpty()) {
            outside("\n");
        } else {
            command.append(line);
        }
    }

    /** What is no part of a command stays, so that lines keep their numbers; inside of one it is left out, as there. */
    private void outside(String line) {
        if (command.length() == 0) {
            result.append(line);
        }
    }
}
