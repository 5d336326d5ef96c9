package dev.migrationcontrol.trial;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.script.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The verify scripts of a trial: each runs once, after its deploy script, and leaves nothing. */
final class Verification {
    private final Map<String, String> verifies;
    private final TrialLog log;
    private final Map<String, Script> waiting = new HashMap<>();
    private int passed;

    /** @param verifies by deploy script */
    Verification(Map<String, String> verifies, TrialLog log) {
        this.verifies = Map.copyOf(verifies);
        this.log = log;
    }

    /** The others; what is to verify is kept for its time. */
    List<Script> apart(List<Script> migrations) {
        List<Script> others = new ArrayList<>(migrations);
        verifies.forEach((deploy, verify) -> migrations.stream()
                .filter(each -> each.name().equals(verify))
                .forEach(each -> {
                    waiting.put(deploy, each);
                    others.remove(each);
                }));
        return others;
    }

    /** @throws RunFailure when no script is to blame; what the verify script says is kept as a failure of the trial */
    void after(Script deploy, MigrationSession session) throws RunFailure {
        Script verify = waiting.remove(deploy.name());
        if (verify == null) {
            return;
        }
        try {
            session.check(verify);
            passed++;
        } catch (RunFailure e) {
            if (!TrialFailure.isOfScript(e)) {
                throw e;
            }
            log.verifyFailed(deploy, verify, session.resolvedScripts().replacedTextOf(verify), e);
        }
    }

    int passed() {
        return passed;
    }
}
