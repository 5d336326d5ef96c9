package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Commands that start a runner: in shell scripts, pipelines, compose files, build files and documents. */
final class CommandUses {
    private static final Set<String> STARTERS = Set.of(
            "python python2 python3 node ruby php sh bash exec time go run npx tsx ts-node bun deno poetry uv pipenv bundle -m -u"
                    .concat(" -e -x -eu -ex java elixir mix pnpm yarn npm --")
                    .split(" "));
    private static final Pattern BACKWARDS = Pattern.compile(
            "(?i).*\\b(?:down|roll_?back|revert|undo|status|list|create|new|reset|drop|help|dry-?run)\\b.*");
    private static final String ENDS = "&|;#\"'`)]}<>,\n";

    private CommandUses() {}

    /** A line with its commands replaced, or why they cannot be. */
    record Replaced(String line, String obstacle) {}

    /**
     * Replaces all commands of a line that start a runner.
     *
     * @param command what takes their place
     * @param documents whether a path alone is the name of the file, and starts nothing
     */
    static Replaced in(String line, List<RunnerNames> runners, String command, boolean documents) {
        String result = line;
        for (RunnerNames runner : runners) {
            int[] place = runner.placeIn(result, 0);
            while (place[0] >= 0) {
                if (result.substring(0, place[0]).matches("(?s).*\\bchmod\\s+\\S+\\s+$")) {
                    result = result.substring(0, place[0]) + UpgradeScript.PATH + result.substring(place[1]);
                    place = runner.placeIn(result, place[0] + UpgradeScript.PATH.length());
                    continue;
                }
                int from = begin(result, place[0]);
                int to = end(result, place[1]);
                String arguments = result.substring(place[1], to);
                if (place[1] < result.length() && result.charAt(place[1]) == ':') {
                    return new Replaced(line, "the line names the file of the runner without starting it");
                }
                if (isInList(result, place)) {
                    return list(result, place, command);
                }
                boolean only = documents && from == place[0] && !result.startsWith("./", from);
                if (only || !isCommand(result, from, place)) {
                    return new Replaced(line, "the line names the file of the runner without starting it");
                }
                if (BoundedPattern.in(BACKWARDS, arguments).matches()) {
                    return new Replaced(
                            line,
                            "the command does something else than to apply migrations (" + arguments.strip() + ")");
                }
                result = result.substring(0, from) + command + result.substring(to);
                place = runner.placeIn(result, from + command.length());
            }
        }
        return new Replaced(result, "");
    }

    /** Words before the runner that start it. */
    static int begin(String line, int from) {
        int begin = from;
        while (true) {
            int end = begin;
            while (end > 0 && line.charAt(end - 1) == ' ') {
                end--;
            }
            int word = end;
            while (word > 0
                    && ENDS.indexOf(line.charAt(word - 1)) < 0
                    && !Character.isWhitespace(line.charAt(word - 1))) {
                word--;
            }
            String starter = line.substring(word, end).replaceFirst("^.*/", "");
            if (end == begin || !STARTERS.contains(starter)) {
                return begin;
            }
            begin = word;
        }
    }

    private static int end(String line, int from) {
        int end = from;
        while (end < line.length() && ENDS.indexOf(line.charAt(end)) < 0) {
            end++;
        }
        while (end > from && line.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }

    /** Started by a program, by its path where commands begin, or as a module. */
    private static boolean isCommand(String line, int from, int[] place) {
        if (from < place[0]) {
            return true;
        }
        String path = line.substring(place[0], place[1]);
        String before = line.substring(0, from);
        boolean runs = path.startsWith("./")
                || path.contains("/") && !before.stripTrailing().endsWith("-");
        return runs && path.matches(".*\\.(?:sh|bash)|(?:.*/)?[^./]+") && beginsCommand(before);
    }

    /** Whether a command can begin after a text. */
    static boolean beginsCommand(String text) {
        String before = text.stripTrailing();
        return before.isEmpty()
                || before.matches(
                        ".*(?:&&|\\|\\||;|\\$\\(|`|\\$|(?:run|command|script|entrypoint|CMD|ENTRYPOINT|RUN|then|do|-c|-|[\"'][\\w:-]{1,80}[\"']\\s*:)\\s*:?\\s*[\"']?)$");
    }

    /** A command as a list of words in quotes. */
    private static boolean isInList(String line, int[] place) {
        int open = line.lastIndexOf('[', place[0]);
        int close = line.indexOf(']', place[1]);
        boolean command = line.matches("(?s).*\\b(?:command|entrypoint|args|exec|CMD|ENTRYPOINT|RUN)\\b.*");
        return command
                && open >= 0
                && close >= 0
                && line.indexOf(']', open) == close
                && place[0] > 0
                && "\"'".indexOf(line.charAt(place[0] - 1)) >= 0
                && place[1] < line.length()
                && "\"'".indexOf(line.charAt(place[1])) >= 0;
    }

    private static Replaced list(String line, int[] place, String command) {
        int open = line.lastIndexOf('[', place[0]);
        int close = line.indexOf(']', place[1]);
        String before =
                line.substring(open + 1, place[0]).replaceAll("[\"',\\s]+", " ").strip();
        boolean starts = List.of(before.split(" ")).stream()
                .allMatch(word -> word.isEmpty() || STARTERS.contains(word.replaceFirst("^.*/", "")));
        if (!starts
                || BoundedPattern.in(BACKWARDS, line.substring(place[1], close)).matches()) {
            return new Replaced(line, "the list of words there is no command that applies migrations");
        }
        String words = "\"" + String.join("\", \"", command.split(" ")) + "\"";
        return new Replaced(line.substring(0, open + 1) + words + line.substring(close), "");
    }

    /** All lines of a file; comments may name what is gone. */
    static Uses of(EditedFile file, List<RunnerNames> runners, String command) {
        Uses uses = new Uses();
        for (int line = 1; line <= file.lines() && !uses.isStopped(); line++) {
            String before = file.before(line);
            boolean named = runners.stream().anyMatch(runner -> runner.placeIn(before, 0)[0] >= 0);
            if (named && !before.strip().startsWith("#") && !before.strip().startsWith("//")) {
                Replaced replaced = in(before, runners, command, false);
                if (replaced.obstacle().isEmpty()) {
                    uses.put(line, List.of(replaced.line()));
                } else {
                    uses.stop(line, replaced.obstacle());
                }
            }
        }
        return uses;
    }
}
