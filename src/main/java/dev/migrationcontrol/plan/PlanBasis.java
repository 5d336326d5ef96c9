package dev.migrationcontrol.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a plan was made from. When any of it is another one, the plan says nothing any more.
 *
 * @param scripts the scripts that it runs, each with the SHA-256 of its text and how it runs
 * @param history a digest of the rows of the history
 * @param schema a digest of everything that the database holds but rows
 * @param policy a digest of what the environment's policy says about running scripts
 */
record PlanBasis(List<ScriptText> scripts, String history, String schema, String policy) {
    PlanBasis {
        scripts = List.copyOf(scripts);
    }

    /** A script as it was read. */
    record ScriptText(String script, String sha256) {}

    /** Something that is not as it was. */
    record Change(What what, String detail) {}

    /** What can change. */
    enum What {
        SCRIPT,
        HISTORY,
        SCHEMA,
        POLICY
    }

    /**
     * One digest of all of it, for whoever approves.
     *
     * @param request what was planned
     */
    String digest(String request) {
        StringBuilder all = new StringBuilder();
        append(all, request);
        scripts.forEach(each -> append(append(all, each.script()), each.sha256()));
        append(append(append(all, history), schema), policy);
        return "sha256:" + sha256(all.toString());
    }

    /** What is not as it was when this one was made; nothing where all of it is. */
    List<Change> changesTo(PlanBasis now) {
        List<Change> changes = new ArrayList<>();
        if (!history.equals(now.history)) {
            changes.add(new Change(What.HISTORY, "The history has other rows."));
        }
        if (!schema.equals(now.schema)) {
            changes.add(new Change(What.SCHEMA, "The database holds other objects, or other definitions of them."));
        }
        if (!policy.equals(now.policy)) {
            changes.add(new Change(What.POLICY, "The policy of the environment says other things."));
        }
        if (!scripts.equals(now.scripts)) {
            changes.add(new Change(What.SCRIPT, difference(now.scripts)));
        }
        return changes;
    }

    private String difference(List<ScriptText> now) {
        Set<ScriptText> before = Set.copyOf(scripts);
        Set<ScriptText> after = Set.copyOf(now);
        Set<String> names = new TreeSet<>();
        scripts.stream().filter(each -> !after.contains(each)).forEach(each -> names.add(each.script()));
        now.stream().filter(each -> !before.contains(each)).forEach(each -> names.add(each.script()));
        return names.isEmpty()
                ? "The scripts would run in another order."
                : "These scripts have another text, or would or would not run: "
                        + String.join(", ", names.stream().limit(20).toList())
                        + (names.size() > 20 ? " and " + (names.size() - 20) + " more." : ".");
    }

    /** With its length before it, so that two texts are never read as one. */
    private static StringBuilder append(StringBuilder all, String text) {
        return all.append(text.length()).append(':').append(text);
    }

    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
