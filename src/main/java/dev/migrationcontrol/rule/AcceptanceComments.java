package dev.migrationcontrol.rule;

import dev.migrationcontrol.environment.setting.Spelling;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.sql.token.TokenReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code -- migration-control: accept <rule>: <reason>} from the comments of a script. It holds for as much as
 * {@link CommentReach} says, and for the whole script where it says {@code accept <rule> in this script}.
 */
final class AcceptanceComments {
    static final String UNUSABLE = "acceptance-unusable";
    private static final Pattern COMMENT =
            Pattern.compile("^(?:--|/\\*)\\s*migration-control:\\s*(.*?)\\s*(?:\\*/)?$", Pattern.DOTALL);
    private static final Pattern ACCEPT =
            Pattern.compile("accept\\s+([a-z0-9-]+)(\\s+in\\s+this\\s+script)?\\s*:\\s*(\\S.*)", Pattern.DOTALL);
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_NAME = 100;
    static final int MOST_UNUSABLE = 200;

    private final Set<String> rules;
    private final List<Acceptance> acceptances = new ArrayList<>();
    private final List<ScriptFinding> unusable = new ArrayList<>();

    /** @param rules the ids that are known */
    AcceptanceComments(Set<String> rules) {
        this.rules = rules;
    }

    List<Acceptance> acceptances() {
        return acceptances;
    }

    /** What looks like an acceptance and is none. */
    List<ScriptFinding> unusable() {
        return unusable;
    }

    void read(JudgedScript script) {
        String text = script.text();
        if (!text.contains("migration-control:")) {
            return;
        }
        CommentReach reach = new CommentReach(text);
        TokenReader reader = new TokenReader(text, false);
        for (Token token = reader.next(); token != null; token = reader.next()) {
            Matcher comment = COMMENT.matcher(token.kind() == Token.Kind.COMMENT ? token.in(text) : "");
            if (comment.find()) {
                read(script, reach.lineOf(token.start()), comment.group(1), reach.line(token));
            }
        }
    }

    private void read(JudgedScript script, int line, String words, OptionalInt reach) {
        Matcher accept = ACCEPT.matcher(words);
        if (!accept.matches()) {
            refuse(script, line, "The comment does not accept anything: it says no rule or no reason.");
        } else if (!rules.contains(accept.group(1))) {
            String name = accept.group(1)
                    .substring(0, Math.min(LONGEST_NAME, accept.group(1).length()));
            refuse(script, line, "The comment accepts " + name + ", and there is no rule of this name." + meant(name));
        } else if (accept.group(2) == null && reach.isEmpty()) {
            refuse(script, line, "No statement follows the comment without an empty line between them.");
        } else {
            String reason = accept.group(3);
            String cut = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
            int statement = accept.group(2) == null ? reach.getAsInt() : CommentReach.WHOLE_SCRIPT;
            acceptances.add(new Acceptance(accept.group(1), script.name(), statement, cut, "script"));
        }
    }

    private String meant(String name) {
        // To compare names takes time, and a hostile script has very many.
        return (unusable.size() < MOST_UNUSABLE ? Spelling.nearest(name, rules) : Optional.<String>empty())
                .map(nearest -> " Perhaps " + nearest + " is meant.")
                .orElse("");
    }

    private void refuse(JudgedScript script, int line, String message) {
        if (unusable.size() == MOST_UNUSABLE) {
            report(script, line, "There are more comments like this one, which are not listed.");
        } else if (unusable.size() < MOST_UNUSABLE) {
            report(script, line, message);
        }
    }

    private void report(JudgedScript script, int line, String message) {
        unusable.add(new ScriptFinding(
                UNUSABLE,
                Severity.WARNING,
                script.name(),
                line,
                0,
                message,
                "Write -- migration-control: accept <rule>: <reason>, directly before the statement.",
                List.of(By.TEXT),
                null));
    }
}
