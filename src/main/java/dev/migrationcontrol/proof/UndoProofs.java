package dev.migrationcontrol.proof;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What undo scripts bring back: kept from earlier proofs, or measured. */
@ApplicationScoped
public class UndoProofs {
    static final String NOT_YET = "It was not tried yet with these scripts.";

    private final UndoProofStore store;
    private final UndoProver prover;

    UndoProofs(UndoProofStore store, UndoProver prover) {
        this.store = store;
        this.prover = prover;
    }

    /** How a proof is made. */
    public record Work(String applicationName, StopSignal stop, Listener listener) {}

    /** Hears how a proof goes on. */
    public interface Listener {
        Listener NONE = new Listener() {};

        /** An undo script is about to be tried. */
        default void begins(String version) {}

        /** A verdict is there. */
        default void ends(UndoProof proof) {}
    }

    /**
     * What is known of every version that the question asks about, in the order in which they run; nothing is measured.
     *
     * @param serverVersion the major version of the environment's server
     * @throws dev.migrationcontrol.control.ControlDatabaseUnavailable when it does not answer
     */
    public List<UndoProof> known(UndoQuestion question, int serverVersion) {
        return known(question, question.chain(serverVersion));
    }

    private List<UndoProof> known(UndoQuestion question, UndoChain chain) {
        List<UndoLink> asked = chain.links().stream().filter(question::asksFor).toList();
        Map<String, UndoProof> kept = store.find(asked.stream()
                .filter(link -> link.undo() != null)
                .map(UndoLink::basis)
                .toList());
        return asked.stream().map(link -> known(link, kept)).toList();
    }

    private static UndoProof known(UndoLink link, Map<String, UndoProof> kept) {
        if (link.undo() == null) {
            return link.unmeasured(UndoVerdict.MISSING, null);
        }
        UndoProof proof = kept.get(link.basis());
        return proof == null ? link.unmeasured(UndoVerdict.NOT_TRIED, NOT_YET) : proof.keptFor(link);
    }

    /**
     * The same, where what is not known is measured on scratch databases and kept. Blocks as long as the scripts run.
     *
     * @throws ScratchUnavailable when no scratch database can be had
     * @throws RunFailure when someone asked the work to end, or the server is gone
     */
    public List<UndoProof> prove(UndoQuestion question, Work work) throws ScratchUnavailable, RunFailure, SQLException {
        UndoChain chain = question.chain(prover.serverVersion(question.environment()));
        List<UndoProof> known = known(question, chain);
        Map<String, UndoProof> verdicts = new HashMap<>();
        known.forEach(each -> verdicts.put(each.version(), each));
        known.stream().filter(UndoProof::kept).forEach(work.listener()::ends);
        List<UndoLink> open = chain.links().stream()
                .filter(question::asksFor)
                .filter(link -> verdict(verdicts, link).verdict() == UndoVerdict.NOT_TRIED)
                .toList();
        Map<String, String> bases = new HashMap<>();
        open.forEach(link -> bases.put(link.script().requireVersion().toString(), link.basis()));
        Consumer<UndoProof> found = proof -> {
            if (proof.verdict().isMeasured()) {
                store.keep(String.valueOf(bases.get(proof.version())), proof);
            }
            verdicts.put(proof.version(), proof);
            work.listener().ends(proof);
        };
        if (!open.isEmpty()) {
            prover.prove(question, chain, open, new UndoProver.Telling(work, found));
        }
        List<UndoProof> all = new ArrayList<>();
        known.forEach(each -> all.add(verdicts.getOrDefault(each.version(), each)));
        return all;
    }

    private static UndoProof verdict(Map<String, UndoProof> verdicts, UndoLink link) {
        return verdicts.getOrDefault(
                link.script().requireVersion().toString(), link.unmeasured(UndoVerdict.NOT_TRIED, NOT_YET));
    }
}
