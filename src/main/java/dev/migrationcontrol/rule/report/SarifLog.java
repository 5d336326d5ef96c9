package dev.migrationcontrol.rule.report;

import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Rules;
import dev.migrationcontrol.rule.ScriptFinding;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Findings as SARIF 2.1.0, which code hosts show at the lines of a change. */
public final class SarifLog {
    /** Its media type. */
    public static final String TYPE = "application/sarif+json";

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private SarifLog() {}

    /**
     * The log, to be written as JSON.
     *
     * @param version of the service
     */
    public static Map<String, Object> of(List<ScriptFinding> findings, Rules rules, String version) {
        List<String> ids = new ArrayList<>(
                new TreeSet<>(findings.stream().map(ScriptFinding::rule).toList()));
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Migration Control");
        driver.put("version", version);
        driver.put("informationUri", "https://migrationcontrol.dev/");
        driver.put("rules", ids.stream().map(id -> rule(id, rules)).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "utf16CodeUnits");
        run.put(
                "results",
                findings.stream()
                        .map(each -> result(each, ids.indexOf(each.rule())))
                        .toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return log;
    }

    private static Map<String, Object> rule(String id, Rules rules) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", id);
        rules.find(id).ifPresent(text -> describe(text, rule));
        return rule;
    }

    private static void describe(RuleText text, Map<String, Object> rule) {
        rule.put("shortDescription", Map.of("text", text.title() + "."));
        rule.put("fullDescription", Map.of("text", text.why()));
        rule.put("help", Map.of("text", text.instead()));
        String level = switch (text.level()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO, OFF -> "note";
        };
        rule.put("defaultConfiguration", Map.of("level", level));
    }

    private static Map<String, Object> result(ScriptFinding finding, int rule) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("artifactLocation", Map.of("uri", uri(finding.script())));
        if (finding.line() > 0) {
            place.put("region", Map.of("startLine", finding.line()));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", finding.rule());
        result.put("ruleIndex", rule);
        result.put("level", level(finding.severity()));
        result.put("message", Map.of("text", finding.message() + " " + finding.remedy()));
        result.put("locations", List.of(Map.of("physicalLocation", place)));
        if (finding.accepted() != null) {
            String kind = finding.accepted().by().equals("script") ? "inSource" : "external";
            result.put(
                    "suppressions",
                    List.of(Map.of(
                            "kind", kind, "justification", finding.accepted().reason())));
        }
        return result;
    }

    private static String level(Severity severity) {
        return severity == Severity.INFO ? "note" : severity.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String uri(String path) {
        try {
            return Objects.requireNonNull(new URI(null, null, path, null).getRawPath());
        } catch (URISyntaxException e) {
            return "script";
        }
    }
}
