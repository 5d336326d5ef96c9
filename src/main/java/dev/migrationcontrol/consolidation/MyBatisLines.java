package dev.migrationcontrol.consolidation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a script line by line as MyBatis does: lines of comments are left out, and the delimiter may be another. */
final class MyBatisLines {
    private static final Pattern DELIMITER =
            Pattern.compile("^\\s*((--)|(//))?\\s*(//)?\\s*@DELIMITER\\s+(\\S+)", Pattern.CASE_INSENSITIVE);

    private final StringBuilder result = new StringBuilder();
    private final StringBuilder command = new StringBuilder();
    private String delimiter = ";";

    String read(String text) {
        for (String line : text.replace("\r\n", "\n").split("(?<=\n)")) {
            read(line, line.strip());
        }
        return result.append(command).toString();
    }

    private void read(String line, String bare) {
        if (bare.startsWith("//") || bare.startsWith("--")) {
            Matcher matcher = DELIMITER.matcher(bare);
            if (matcher.find()) {
                delimiter = matcher.group(5);
            }
            outside(bare.startsWith("--") ? line : "\n");
        } else if (bare.contains(delimiter)) {
            command.append(line, 0, line.lastIndexOf(delimiter));
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
