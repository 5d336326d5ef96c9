package dev.migrationcontrol.trial;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a trial has seen: what failed, what follows from it, and what was left out. */
final class TrialLog {
    /** So many failures of one script are listed. */
    private static final int LISTED = 20;

    /** After so many the rest of the script was not run. */
    private static final int SALVAGED = 1_000;

    private final TrialScripts scripts;
    private final Extensions extensions;
    private final List<LeftOut> leftOut;
    private final MissingObjects missing = new MissingObjects();
    private final List<TrialFailure> failures = new ArrayList<>();
    private final List<Finding> more = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    /** Where migrations failed first, by their versions. */
    private final Map<String, String> broken = new HashMap<>();

    TrialLog(TrialScripts scripts, Extensions extensions) {
        this.scripts = scripts;
        this.extensions = extensions;
        this.leftOut = new ArrayList<>(scripts.leftOut());
        scripts.leftOut().forEach(each -> {
            if (each.isSql()) {
                missing.addScript(each.where(), each.text());
            } else {
                missing.addText(each.where(), each.text());
            }
        });
    }

    /**
     * An up script failed.
     *
     * @param text as it ran
     * @param all what its statements failed with
     * @param whole whether no statement of it ran
     * @return whether all of it ran but what was left out
     */
    boolean upFailed(Script script, String text, List<RunFailure> all, boolean whole) {
        if (!seen.add(script.name())) {
            return false;
        }
        List<Statement> statements = ReadScript.of(text).statements();
        int failed = 0;
        for (RunFailure each : all) {
            Statement statement = statement(statements, each);
            TrialFailure failure = failure(TrialFailure.UP, script, each, statement, null);
            String where = failure.where(scripts);
            if (!isLeftOut(failure, where, statement)) {
                failed++;
                broken.putIfAbsent(String.valueOf(script.version()), where);
                if (failed <= LISTED) {
                    failures.add(failure);
                }
            }
            if (statement != null) {
                missing.add(where, statement);
            }
        }
        if (whole || all.size() > SALVAGED) {
            missing.addScript(scripts.placeOf(script.name()).file(), text);
        }
        if (failed > LISTED) {
            more.add(more(script, failed));
        }
        return failed == 0;
    }

    /** What a stand-in cannot do is not tried. */
    private boolean isLeftOut(TrialFailure failure, String where, @Nullable Statement statement) {
        String extension = statement == null || failure.follows() != null ? null : extensions.lackedBy(failure.why());
        if (extension == null) {
            return false;
        }
        String why = "It needs more of the extension " + extension + " than its stand-in has; the server says: "
                + failure.why().message() + ".";
        leftOut.add(new LeftOut(where, why, "", LeftOut.Kind.EXTENSION));
        return true;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    private Finding more(Script script, int count) {
        return new Finding(
                "more-statements-fail",
                Severity.INFO,
                scripts.placeOf(script.name()).file(),
                String.format("%,d", count) + " statements of it fail; " + LISTED + " of them are listed."
                        + (count > SALVAGED ? " The statements after them were not run." : ""),
                "Fix those that are listed, and audit the tree again.");
    }

    void downFailed(Script undo, String text, RunFailure why) {
        Statement statement = statement(ReadScript.of(text).statements(), why);
        String up = broken.get(String.valueOf(undo.version()));
        failures.add(failure(TrialFailure.DOWN, undo, why, statement, up));
    }

    void verifyFailed(Script deploy, Script verify, String text, RunFailure why) {
        Statement statement = statement(ReadScript.of(text).statements(), why);
        String up = broken.get(String.valueOf(deploy.version()));
        failures.add(failure(TrialFailure.VERIFY, verify, why, statement, up));
    }

    private TrialFailure failure(
            String rule, Script script, RunFailure why, @Nullable Statement statement, @Nullable String up) {
        String template = statement != null && TrialFailure.isOfSyntax(why)
                ? Template.in(statement).orElse(null)
                : null;
        return new TrialFailure(rule, script, why, up == null ? cause(why, statement) : up, template);
    }

    private @Nullable String cause(RunFailure why, @Nullable Statement statement) {
        return missing.cause(why, statement == null ? "" : statement.text()).orElse(null);
    }

    private static @Nullable Statement statement(List<Statement> all, RunFailure why) {
        RunFailure.ServerError error = why.error();
        int number = error == null ? 0 : error.statement();
        return number > 0 && number <= all.size() ? all.get(number - 1) : null;
    }

    /** Whether something failed by its own fault. */
    boolean hasFaults() {
        return failures.stream().anyMatch(each -> each.follows() == null && each.unavailable() == null);
    }

    /** Why not all could be tried, where no script is at fault; null when all was. */
    @Nullable
    String shortcoming() {
        String unavailable = Stream.concat(
                        scripts.leftOut().stream()
                                .filter(each -> each.kind() == LeftOut.Kind.PLACEHOLDER)
                                .map(LeftOut::why),
                        failures.stream().map(TrialFailure::unavailable))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        boolean follows = failures.stream().anyMatch(each -> each.follows() != null);
        return unavailable == null && follows && !hasFaults()
                ? "Scripts failed because of what was left out: the findings follows-from-failure name them."
                : unavailable;
    }

    /** @param others whether the tree has further systems, on whose objects a script may count */
    List<Finding> findings(String system, boolean others) {
        List<Finding> findings = new ArrayList<>(extensions.findings());
        for (LeftOut each : leftOut) {
            findings.add(each.finding());
        }
        failures.forEach(each -> findings.add(each.finding(scripts, system, others)));
        findings.addAll(more);
        return findings;
    }
}
