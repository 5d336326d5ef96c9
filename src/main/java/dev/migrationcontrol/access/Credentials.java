package dev.migrationcontrol.access;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Callers that are found by something else than the tokens of the configuration. */
public interface Credentials {
    /** Whether a credential has the form of these; at most one of them says so. */
    boolean recognises(String credential);

    /**
     * Whose credential it is, empty where it is nobody's. Never blocks: an event loop asks. It fails with a {@link
     * dev.migrationcontrol.problem.Refusal} where that cannot be said now.
     */
    CompletionStage<Optional<Caller>> find(String credential);

    /**
     * The caller of an earlier request with what it may do now; empty where it is none of these, or may do nothing any
     * more. May block.
     *
     * @param granted the names of the grants that counted then
     */
    Optional<Caller> again(String callerId, Collection<String> granted);
}
