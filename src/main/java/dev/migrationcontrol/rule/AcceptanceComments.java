package dev.migrationcontrol.rule;

import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.sql.token.TokenReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code -- migration-control: accept <rule>: <reason>} from the comments of a script; it holds for the whole script. */
final class AcceptanceComments {
    static final String UNUSABLE = "acceptance-unusable";
    private static final Pattern COMMENT =
            Pattern.compile("^(?:--|/\\*)\\s*migration-control:\\s*(.*?)\\s*(?:\\*/)?$", Pattern.DOTALL);
    private static final Pattern ACCEPT = Pattern.compile("accept\\s+([a-z0-9-]+)\\s*:\\s*(\\S.*)", Pattern.DOTALL);
    private static final int LONGEST_REASON = 500;

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
        TokenReader reader = new TokenReader(text, false);
        for (Token token = reader.next(); token != null; token = reader.next()) {
            Matcher comment = COMMENT.matcher(token.kind() == Token.Kind.COMMENT ? token.in(text) : "");
            if (comment.find()) {
                read(script, lineOf(text, token.start()), comment.group(1));
            }
        }
    }

    private static int lineOf(String text, int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    private void read(JudgedScript script, int line, String words) {
        Matcher accept = ACCEPT.matcher(words);
        if (!accept.matches()) {
            refuse(script, line, "The comment does not accept anything: it says no rule or no reason.");
        } else if (!rules.contains(accept.group(1))) {
            refuse(script, line, "The comment accepts " + accept.group(1) + ", and there is no rule of this name.");
        } else {
            String reason = accept.group(2);
            String cut = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
            acceptances.add(new Acceptance(accept.group(1), script.name(), cut, "script"));
        }
    }

    private void refuse(JudgedScript script, int line, String message) {
        unusable.add(new ScriptFinding(
                UNUSABLE,
                Severity.WARNING,
                script.name(),
                line,
                0,
                message,
                "Write -- migration-control: accept <rule>: <reason>.",
                List.of(By.TEXT),
                null));
    }
}
