package dev.migrationcontrol.trial;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.finding.Findings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The verify scripts of a Sqitch project, put next to the deploy scripts that a trial runs. */
final class SqitchVerifies {
    private final SourceFolder folder;
    private final Map<String, String> files;
    private final Map<String, TrialScripts.Place> places;
    private final Map<String, String> verifies = new TreeMap<>();
    private final Findings findings = new Findings();

    private SqitchVerifies(TrialScripts scripts, SourceFolder folder) {
        this.folder = folder;
        this.files = new TreeMap<>(scripts.files());
        this.places = new HashMap<>(scripts.places());
    }

    static TrialScripts added(TrialScripts scripts, Conversion conversion, SourceFolder folder) {
        SqitchVerifies all = new SqitchVerifies(scripts, folder);
        conversion.migrations().forEach(all::add);
        return new TrialScripts(
                all.files,
                all.places,
                all.verifies,
                null,
                all.findings.list(),
                scripts.placeholders(),
                scripts.leftOut(),
                scripts.note());
    }

    /** Each has the name of its deploy script, in the folder next to it. */
    private void add(ConvertedMigration change) {
        String deploy = change.origin().file();
        String name = change.oldId() + ".sql";
        String top = deploy.substring(0, deploy.length() - ("deploy/" + name).length());
        String path = top + "verify/" + name;
        if (!folder.has(path)) {
            return;
        }
        TrialScripts.Place place = TrialScripts.place(folder.label(), path, 1);
        Findings unreadable = new Findings();
        Optional<String> text = folder.text(path, unreadable);
        if (text.isEmpty()) {
            unreadable.list().forEach(each -> leaveOut(place.file(), each.detail()));
            return;
        }
        VerifyText verify = VerifyText.of(text.get());
        if (verify.unfit() != null) {
            leaveOut(place.at(verify.unfit().line()), verify.unfit().text());
            return;
        }
        String script = "R__verify_" + change.script();
        files.put(script, verify.sql());
        files.put(
                script + ".conf",
                "executeInTransaction=true\n" + (verify.sql().contains("${") ? "placeholderReplacement=false\n" : ""));
        places.put(script, place);
        verifies.put(change.script(), script);
    }

    private void leaveOut(String where, String why) {
        findings.warn(
                "verify-not-run",
                where,
                "The verify script is not run. " + why,
                "Write it as SQL that a transaction may hold; or keep it as it is: it is not converted.");
    }
}
