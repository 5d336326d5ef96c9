package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.Effect;
import dev.migrationcontrol.source.script.RecognisedScript;
import dev.migrationcontrol.source.script.Statement;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tables that the scripts of a system create and none of them takes away again. A statement that may drop or rename
 * without saying what, such as a {@code DO} block, counts as taking away whatever it names.
 */
final class LastingTables {
    private static final Pattern WORD = Pattern.compile("[\\w$]+");
    private static final Pattern ANYTHING =
            Pattern.compile("(?i)^(DROP (SCHEMA|OWNED)|ALTER SCHEMA|DO|CALL|SELECT|EXECUTE)\\b.*", Pattern.DOTALL);
    private static final Pattern MOVES =
            Pattern.compile("(?i)^ALTER TABLE\\b.*\\b(RENAME TO|SET SCHEMA)\\b.*", Pattern.DOTALL);

    private static final Pattern SCHEMAS = Pattern.compile("(?i)(DROP (SCHEMA|OWNED)|ALTER SCHEMA)\\b");

    private final Set<String> gone = new HashSet<>();
    private boolean untold;

    LastingTables(List<RecognisedScript> scripts) {
        scripts.stream().flatMap(script -> script.up().stream()).forEach(this::takeAway);
    }

    private void takeAway(Statement statement) {
        if (BoundedPattern.in(ANYTHING, statement.sql()).matches()
                || BoundedPattern.in(MOVES, statement.sql()).matches()) {
            untold |= statement.isCut()
                    || BoundedPattern.in(SCHEMAS, statement.sql()).lookingAt();
            BoundedPattern.in(WORD, statement.sql()).results().forEach(word -> gone.add(plain(word.group())));
            return;
        }
        Effect.of(statement).stream()
                .filter(effect -> effect.verb() == Effect.Verb.DROPS || effect.verb() == Effect.Verb.RENAMES)
                .filter(effect -> effect.kind().equals("table"))
                .forEach(effect -> gone.add(plain(effect.name())));
    }

    /** As their script names them, with a schema where it says one. */
    List<String> of(RecognisedScript script) {
        if (untold) {
            return List.of();
        }
        return script.up().stream()
                .flatMap(statement -> Effect.of(statement).stream())
                .filter(effect -> effect.verb() == Effect.Verb.CREATES
                        && effect.kind().equals("table")
                        && !effect.name().isEmpty())
                .map(Effect::name)
                .filter(name -> !gone.contains(plain(name)))
                .distinct()
                .toList();
    }

    private static String plain(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
