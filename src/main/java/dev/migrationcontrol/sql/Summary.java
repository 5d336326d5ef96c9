package dev.migrationcontrol.sql;

import dev.migrationcontrol.text.Listing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in a sentence what statements do. */
public final class Summary {
    private static final int PHRASES = 5;
    private static final int NAMES = 4;

    private Summary() {}

    public static String of(List<Statement> statements) {
        Map<String, Set<String>> phrases = new LinkedHashMap<>();
        Set<String> created = new LinkedHashSet<>();
        for (Statement statement : statements) {
            for (Effect effect : Effect.of(statement)) {
                if (effect.verb() == Effect.Verb.CREATES && effect.kind().equals("table")) {
                    created.add(effect.name());
                }
                if (!created.contains(effect.on()) || effect.on().isEmpty()) {
                    add(phrases, effect);
                }
            }
        }
        List<String> parts = new ArrayList<>();
        phrases.forEach((phrase, names) -> parts.add(phrase.replace("%s", Listing.of(names, NAMES))));
        if (parts.isEmpty()) {
            return statements.isEmpty() ? "no statements" : "other statements";
        }
        int more = parts.size() - PHRASES;
        return String.join("; ", parts.subList(0, Math.min(PHRASES, parts.size())))
                + (more > 0 ? "; and " + more + " more changes" : "");
    }

    private static void add(Map<String, Set<String>> phrases, Effect effect) {
        String phrase = switch (effect.verb()) {
            case CREATES -> effect.kind().equals("column") ? "adds column %%s to " + effect.on() : creates(effect);
            case DROPS -> "drops " + effect.kind() + " %%s" + (effect.on().isEmpty() ? "" : " of " + effect.on());
            case ALTERS -> "alters " + effect.kind() + " %%s" + (effect.on().isEmpty() ? "" : " of " + effect.on());
            case MOVES -> "moves " + effect.kind() + " %%s to another schema";
            case RENAMES -> "renames " + effect.kind() + " %%s" + (effect.on().isEmpty() ? "" : " of " + effect.on());
            case WRITES -> "writes rows of %%s";
            case OTHER -> "";
        };
        if (!phrase.isEmpty()) {
            phrases.computeIfAbsent(phrase.replace("%%s", "%s"), first -> new LinkedHashSet<>())
                    .add(effect.name().isEmpty() ? "(unnamed)" : effect.name());
        }
    }

    private static String creates(Effect effect) {
        return "creates " + effect.kind() + " %%s" + (effect.on().isEmpty() ? "" : " on " + effect.on());
    }
}
