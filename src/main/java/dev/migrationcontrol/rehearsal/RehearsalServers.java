package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.environment.EmbeddedScratch;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.RehearsalPlace;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.planner.AppliedChain;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.ScriptFailed;
import dev.migrationcontrol.scratch.WorkSession;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.sql.ClusterWideStatements;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** On which servers an environment's scripts may be tried, the first choice first. */
@Singleton
public class RehearsalServers {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int MOST_GAPS = 5;
    private static final Logger LOG = Logger.getLogger(RehearsalServers.class);

    private final Supplier<Optional<Database>> rehearsal;
    private final Supplier<Database> embedded;
    private final DatabaseConnections connections;

    @Inject
    RehearsalServers(Environments environments, EmbeddedScratch embedded, DatabaseConnections connections) {
        this(environments::rehearsalDatabase, embedded::database, connections);
    }

    RehearsalServers(
            Supplier<Optional<Database>> rehearsal, Supplier<Database> embedded, DatabaseConnections connections) {
        this.rehearsal = rehearsal;
        this.embedded = embedded;
        this.connections = connections;
    }

    /**
     * A server.
     *
     * @param environment the environment, as if its database were there, with the settings of its sessions that change what
     *     statements do: scratch databases are made next to it
     * @param target what is known of the environment's own database
     */
    public record Choice(RehearsalPlace place, Environment environment, ServerFacts target, String version) {
        /** What a result says of it. */
        public Rehearsal.Server server() {
            return new Rehearsal.Server(version, place);
        }

        /** What the history has run; on a server with other databases nothing of it may be run that reaches beyond its own. */
        public AppliedChain applied(History history, ResolvedScripts scripts) {
            AppliedChain chain = AppliedChain.of(history, scripts.scripts());
            if (place == RehearsalPlace.EMBEDDED) {
                return chain;
            }
            List<String> gaps = new ArrayList<>(chain.gaps());
            for (Script script : chain.scripts()) {
                ClusterWideStatements.find(scripts.textOf(script))
                        .ifPresent(words ->
                                gaps.add(script.name() + " has " + words + ", which reaches beyond its database."));
            }
            return new AppliedChain(
                    chain.scripts(), gaps.stream().limit(MOST_GAPS).toList());
        }
    }

    /** What is done on a server. */
    public interface Work<T> {
        T on(Choice server) throws ScratchUnavailable, ScriptFailed, RunFailure, SQLException;
    }

    /**
     * Does something on the first server that has scratch databases for it. Blocks.
     *
     * @throws ScratchUnavailable when none of them has; the message says why of each
     */
    public <T> T inTurn(Environment environment, Work<T> work)
            throws ScratchUnavailable, ScriptFailed, RunFailure, SQLException {
        List<String> reasons = new ArrayList<>();
        for (RehearsalPlace place : places(environment)) {
            try {
                return work.on(at(place, environment));
            } catch (ScratchUnavailable e) {
                reasons.add(e.message());
            }
        }
        throw new ScratchUnavailable(String.join(" ", reasons));
    }

    /** The places in the order in which they are tried; a database is looked for when its turn comes. */
    List<RehearsalPlace> places(Environment environment) {
        RehearsalPlace said = environment.policy().review().rehearsal();
        if (said != RehearsalPlace.WHERE_POSSIBLE) {
            return List.of(said);
        }
        if (rehearsal.get().isPresent()) {
            return List.of(RehearsalPlace.REHEARSAL_SERVER);
        }
        return environment.policy().isProtected()
                ? List.of(RehearsalPlace.EMBEDDED)
                : List.of(RehearsalPlace.OWN_SERVER, RehearsalPlace.EMBEDDED);
    }

    /** @throws ScratchUnavailable where the place is not configured, or cannot be had */
    Choice at(RehearsalPlace place, Environment environment) throws ScratchUnavailable, SQLException {
        Database database = switch (place) {
            case REHEARSAL_SERVER ->
                rehearsal
                        .get()
                        .orElseThrow(() -> new ScratchUnavailable(
                                "REHEARSAL_DATABASE_URL is not set, and the policy asks for its server."));
            case EMBEDDED -> embedded();
            case OWN_SERVER, WHERE_POSSIBLE -> environment.database();
        };
        ServerFacts target = facts(environment);
        Environment there = with(environment, database);
        ServerFacts facts = facts(there);
        return new Choice(place, withSettings(there, target, facts), target, facts.version());
    }

    /** Why it cannot be started is in the log alone, as it has paths of the machine. */
    private Database embedded() throws ScratchUnavailable {
        try {
            return embedded.get();
        } catch (RuntimeException e) {
            LOG.warnf("The embedded server cannot be started for a rehearsal: %s", e.getMessage());
            throw new ScratchUnavailable("The embedded server cannot be started; the log of the service says why.");
        }
    }

    ServerFacts facts(Environment environment) throws SQLException {
        try (Connection connection = Interruption.watched(connections.open(
                environment.database(), "migration-control/rehearsal", WorkSession.reading(), CONNECT_TIMEOUT))) {
            return ServerFacts.of(connection);
        }
    }

    private static Environment withSettings(Environment on, ServerFacts target, ServerFacts there) {
        StringBuilder options = new StringBuilder();
        for (String name : ServerFacts.TAKEN_OVER) {
            String value = Optional.ofNullable(target.settings().get(name)).orElse("");
            if (!value.equals(there.settings().get(name))) {
                options.append(" -c ")
                        .append(name)
                        .append('=')
                        .append(value.replace("\\", "\\\\").replace(" ", "\\ "));
            }
        }
        if (options.isEmpty()) {
            return on;
        }
        Map<String, String> parameters = new HashMap<>(on.database().parameters());
        parameters.merge("options", options.toString().strip(), (own, ours) -> own + " " + ours);
        return with(on, on.database().withParameters(parameters));
    }

    private static Environment with(Environment environment, Database database) {
        return new Environment(environment.name(), database, null, environment.variable(), environment.policy());
    }
}
