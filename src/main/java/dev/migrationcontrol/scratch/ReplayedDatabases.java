package dev.migrationcontrol.scratch;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.jboss.logging.Logger;

/** Scratch databases on which a chain of scripts was run; what was built once is kept as a template, and copied. */
@ApplicationScoped
public class ReplayedDatabases {
    private static final Logger LOG = Logger.getLogger(ReplayedDatabases.class);

    private final ScratchDatabases scratches;
    private final ScriptReplay replay;

    ReplayedDatabases(ScratchDatabases scratches, ScriptReplay replay) {
        this.scratches = scratches;
        this.replay = replay;
    }

    /**
     * A database with what the chain builds; the caller closes it.
     *
     * @param replayed how many scripts were run for it; the others were in a template
     */
    public record Replayed(ScratchDatabase database, int replayed, int of) implements AutoCloseable {
        /** Whether a template was copied. */
        public boolean fromTemplate() {
            return replayed < of;
        }

        @Override
        public void close() {
            database.close();
        }
    }

    /**
     * Builds it. Blocks as long as the scripts run that are in no template.
     *
     * @param begins hears each script and its place in the chain, from 0, before it runs
     * @throws ScriptFailed when the server refuses one
     */
    public Replayed build(Environment environment, ScriptReplay.Order order, ObjIntConsumer<Script> begins)
            throws ScratchUnavailable, ScriptFailed {
        List<Script> chain = order.inThisOrder();
        if (chain.isEmpty()) {
            return new Replayed(scratches.create(environment), 0, 0);
        }
        List<String> digests = ChainDigests.of(scratches.groundOf(environment), chain, order.scripts());
        Start start = start(environment, digests);
        if (start.done() == chain.size()) {
            return new Replayed(start.database(), 0, chain.size());
        }
        try {
            replay.replay(
                    start.database(),
                    order.from(start.done()),
                    (script, place) -> begins.accept(script, start.done() + place));
            ScratchDatabase kept = keep(environment, start.database(), digests.get(chain.size() - 1));
            return new Replayed(kept, chain.size() - start.done(), chain.size());
        } catch (ScriptFailed | ScratchUnavailable | RuntimeException e) {
            start.database().close();
            throw e;
        }
    }

    /** @param done how many scripts of the chain are in it */
    private record Start(ScratchDatabase database, int done) {}

    private Start start(Environment environment, List<String> digests) throws ScratchUnavailable {
        Optional<Integer> last = scratches.lastTemplate(environment, digests);
        if (last.isPresent()) {
            Optional<ScratchDatabase> copy = scratches.copy(environment, digests.get(last.get()));
            if (copy.isPresent()) {
                return new Start(copy.get(), last.get() + 1);
            }
        }
        return new Start(scratches.create(environment), 0);
    }

    private ScratchDatabase keep(Environment environment, ScratchDatabase built, String digest)
            throws ScratchUnavailable {
        try {
            if (!built.keepAs(digest)) {
                return built;
            }
        } catch (SQLException e) {
            LOG.debugf("%s is not kept as a template: %s", built.database().name(), e.getMessage());
            return built;
        }
        Optional<ScratchDatabase> copy = scratches.copy(environment, digest);
        built.close();
        return copy.orElseThrow(() -> new ScratchUnavailable("The template that was just made is gone."));
    }

    /** Digests of what a chain of scripts builds, one after each script: two chains with the same beginning share its digests. */
    private static final class ChainDigests {
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
}
