package dev.migrationcontrol.scratch;

import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Digests of what a chain of scripts builds, one after each script: two chains with the same beginning share its digests. */
public final class ChainDigests {
    private ChainDigests() {}

    /**
     * One for the state after each script, as hexadecimal digits.
     *
     * @param ground what else the result depends on: the server, the role, settings
     */
    public static List<String> of(String ground, List<Script> chain, ResolvedScripts scripts) {
        List<String> digests = new ArrayList<>();
        String last = sha256("2 " + ground);
        for (Script script : chain) {
            boolean transactional = scripts.outline(script).transactional();
            last = sha256(String.join(
                    "\n",
                    last,
                    script.name(),
                    Boolean.toString(transactional),
                    sha256(scripts.replacedTextOf(script))));
            digests.add(last);
        }
        return digests;
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
