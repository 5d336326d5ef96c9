package dev.migrationcontrol.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a script in short, as a report can show and keep them: on one line, without comments and data, cut when
 * they are long. The commands of psql are among them.
 */
public final class ScriptOutline {
    private static final int MOST = 5000;

    private ScriptOutline() {}

    public static List<Statement> of(String text) {
        return of(text, 1);
    }

    /** @param firstLine the line of its file at which the text begins */
    public static List<Statement> of(String text, int firstLine) {
        ReadScript script = ReadScript.of(text);
        List<Statement> outline = new ArrayList<>();
        int command = 0;
        List<MetaCommand> commands =
                script.metaCommands().stream().filter(MetaCommand::isNamed).toList();
        for (Statement each : script.statements()) {
            while (command < commands.size() && commands.get(command).line() <= each.line()) {
                outline.add(shown(commands.get(command++), firstLine));
            }
            outline.add(each.shortened(firstLine - 1));
            if (outline.size() >= MOST) {
                return outline;
            }
        }
        commands.stream()
                .skip(command)
                .limit(MOST - outline.size())
                .forEach(each -> outline.add(shown(each, firstLine)));
        return outline;
    }

    private static Statement shown(MetaCommand command, int firstLine) {
        String text = (command.name() + " " + command.arguments()).strip();
        return Statement.of(text.substring(0, Math.min(text.length(), 200)), command.line() + firstLine - 1);
    }
}
