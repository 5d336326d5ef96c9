package dev.migrationcontrol.check;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.audit.SourceTreeRoots;
import dev.migrationcontrol.catalogue.Catalogues;
import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.rule.JudgeInput;
import dev.migrationcontrol.rule.JudgedScript;
import dev.migrationcontrol.rule.RuleSettings;
import dev.migrationcontrol.rule.ScriptFinding;
import dev.migrationcontrol.rule.book.RuleBook;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges scripts that nobody has applied yet. */
@Singleton
final class Checks {
    private final Environments environments;
    private final Access access;
    private final Preflight preflight;
    private final Catalogues catalogues;
    private final SourceTreeRoots roots;
    private final ScriptFiles files;

    Checks(
            Environments environments,
            Access access,
            Preflight preflight,
            Catalogues catalogues,
            SourceTreeRoots roots,
            ScriptFiles files) {
        this.environments = environments;
        this.access = access;
        this.preflight = preflight;
        this.catalogues = catalogues;
        this.roots = roots;
        this.files = files;
    }

    /**
     * What else a check is asked.
     *
     * @param environment whose history, catalogue and policy count; null for none
     * @param baseRevision the newest file that counts as applied; null for none
     * @param minimum the least severity that is answered
     */
    record Options(@Nullable String environment, @Nullable String baseRevision, Severity minimum) {}

    /** Refuses a check for what is asked of it, before anything is read. Blocks. */
    void require(Options options) {
        if (options.environment() != null) {
            access.require(Verb.PLAN, options.environment());
            environments.require(options.environment());
        }
    }

    /** Checks scripts, or the directory that is named. Blocks. */
    CheckReport check(CheckRequest request, Options options) throws IOException {
        request.requireOne();
        require(options);
        String directory = request.directory();
        List<ScriptFile> scripts = request.scripts();
        if (scripts != null) {
            return judge(files.require(scripts), options);
        }
        access.require(Verb.AUDIT, null);
        return check(roots.require(String.valueOf(directory)), options);
    }

    /** Checks the scripts below a folder. Blocks. */
    CheckReport check(Path folder, Options options) throws IOException {
        return judge(files.below(folder), options);
    }

    /** Judges scripts, whoever asks. Blocks. */
    CheckReport judge(List<ScriptFile> all, Options options) {
        Environment environment = options.environment() == null ? null : environments.require(options.environment());
        List<ScriptOrder.Script> ordered = ScriptOrder.of(all);
        List<String> notes = new ArrayList<>();
        if (ordered.isEmpty()) {
            notes.add("There is no file of SQL.");
        }
        Set<String> applied = new HashSet<>(upTo(options.baseRevision(), ordered));
        TargetCatalogue target = null;
        if (environment != null) {
            applied.addAll(recorded(preflight.requireReadable(environment), ordered));
            target = catalogue(environment, notes);
        }
        CheckedScripts scripts = new CheckedScripts(
                environment == null ? Map.of() : environment.policy().placeholders(),
                environment != null && environment.policy().mixed());
        scripts.read(all, ordered, applied);
        RuleSettings settings = environment == null
                ? RuleSettings.DEFAULT
                : RuleSettings.of(environment.policy().rules());
        List<ScriptFinding> findings = new ArrayList<>(scripts.unreadable());
        findings.addAll(RuleBook.all()
                .judge(new JudgeInput(scripts.applied(), scripts.pending(), target, List.of(), settings, List.of())));
        return report(options, target, scripts, findings, notes);
    }

    private static CheckReport report(
            Options options,
            @Nullable TargetCatalogue target,
            CheckedScripts scripts,
            List<ScriptFinding> findings,
            List<String> notes) {
        return new CheckReport(
                options.environment(),
                target == null ? null : target.server().display(),
                scripts.applied().size(),
                scripts.pending().stream().map(Checks::judged).toList(),
                CheckReport.Summary.of(findings),
                findings.stream()
                        .filter(each -> each.severity().compareTo(options.minimum()) <= 0)
                        .toList(),
                notes);
    }

    private static CheckReport.Judged judged(JudgedScript script) {
        return new CheckReport.Judged(
                script.name(),
                script.undo() ? "DOWN" : "UP",
                script.transactional(),
                script.statements().size());
    }

    private static Set<String> upTo(@Nullable String base, List<ScriptOrder.Script> ordered) {
        Set<String> names = new HashSet<>();
        if (base == null) {
            return names;
        }
        for (ScriptOrder.Script each : ordered) {
            if (!each.undo()) {
                names.add(each.file().fileName());
                if (each.file().name().equals(base) || each.file().fileName().equals(base)) {
                    return names;
                }
            }
        }
        throw new InvalidRequest("baseRevision", "must be the name of one of the scripts");
    }

    /** The files that the history says are applied, by their versions. */
    private static Set<String> recorded(History history, List<ScriptOrder.Script> ordered) {
        Map<String, Boolean> versions = new HashMap<>();
        for (HistoryRow row : history.rows()) {
            if (row.version() != null) {
                versions.put(row.version().toString(), row.success() && !row.isUndo() && !row.isDelete());
            }
        }
        Set<String> names = new HashSet<>();
        for (ScriptOrder.Script each : ordered) {
            if (each.version() != null && versions.getOrDefault(each.version().toString(), false)) {
                names.add(each.file().fileName());
            }
        }
        return names;
    }

    private @Nullable TargetCatalogue catalogue(Environment environment, List<String> notes) {
        try {
            return catalogues.read(environment);
        } catch (SQLException e) {
            notes.add("The catalogue of " + environment.name() + " could not be read (" + e.getMessage()
                    + "): every table counts as large.");
            return null;
        }
    }
}
