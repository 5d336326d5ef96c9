package dev.migrationcontrol.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A command of psql in a script.
 *
 * @param name with its backslash
 * @param start offset of its backslash
 * @param line from 1
 */
public record MetaCommand(String name, String arguments, int start, int line) {
    /** What only guards, prints or formats: without psql there is nothing to do for it. */
    private static final Set<String> HARMLESS = Set.of(
            "\\restrict",
            "\\unrestrict",
            "\\echo",
            "\\qecho",
            "\\warn",
            "\\timing",
            "\\pset",
            "\\x",
            "\\a",
            "\\t",
            "\\f",
            "\\p",
            "\\conninfo");

    /** Variables of psql itself that say what already is so here, or only how much psql prints. */
    private static final Pattern HARMLESS_SET = Pattern.compile(
            "(on_error_stop\\s+('?on'?|1|true|yes)|(quiet|verbosity|echo|echo_hidden|show_context|histfile|histsize|pager|prompt[123])\\b.*)");

    private static final int LONGEST_NAME = 30;

    static MetaCommand of(String text, int start, int line) {
        String[] parts = text.strip().split("\\s+", 2);
        String name = parts[0].substring(0, Math.min(parts[0].length(), LONGEST_NAME));
        return new MetaCommand(name, parts.length > 1 ? parts[1] : "", start, line);
    }

    /** Whether it is written as psql's commands are, rather than a backslash that means something else. */
    boolean isNamed() {
        return name.length() > 1 && (Character.isLetter(name.charAt(1)) || "!.;?".indexOf(name.charAt(1)) >= 0);
    }

    /** Whether the script does the same without it. */
    public boolean isHarmless() {
        if (arguments.contains("\\")) {
            return false;
        }
        return HARMLESS.contains(name)
                || (name.equals("\\set")
                        && HARMLESS_SET
                                .matcher(arguments.strip().toLowerCase(Locale.ROOT))
                                .matches())
                || (name.equals("\\encoding") && arguments.strip().matches("(?i)'?utf-?8'?"));
    }

    /** What to write in its place. */
    public String remedy() {
        return switch (name) {
            case "\\connect", "\\c" ->
                "Remove it: a script runs in the environment's own database, with the environment's own user.";
            case "\\i", "\\ir", "\\include", "\\include_relative" ->
                "Write the statements of that file into the script, or make that file a migration of its own.";
            case "\\copy" -> "Use COPY … FROM stdin with the rows in the script, ended by a line with \\. alone.";
            case "\\set", "\\unset", "\\gset", "\\prompt", "\\getenv" ->
                "Use a placeholder such as ${name} in place of the variable; the environment's placeholders define it.";
            case "\\if", "\\elif", "\\else", "\\endif" -> "Use a DO block for what depends on the database.";
            case "\\gexec" -> "Use a DO block with EXECUTE.";
            case "\\g", "\\gx", "\\gdesc", "\\crosstabview", "\\watch", "\\;" -> "End the statement with a semicolon.";
            case "\\!" -> "Remove it: a script cannot run programs.";
            case "\\." -> "It ends the data of a COPY … FROM stdin, and there is no such statement before it.";
            default -> "Remove it, or write it as SQL.";
        };
    }
}
