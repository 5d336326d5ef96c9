package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.environment.EmbeddedScratch;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.RehearsalPlace;
import dev.migrationcontrol.environment.database.Database;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** On which servers an environment's plans may be rehearsed, the first choice first. */
@Singleton
final class RehearsalServers {
    private static final Logger LOG = Logger.getLogger(RehearsalServers.class);

    private final Environments environments;
    private final EmbeddedScratch embedded;

    RehearsalServers(Environments environments, EmbeddedScratch embedded) {
        this.environments = environments;
        this.embedded = embedded;
    }

    /**
     * A server.
     *
     * @param environment the environment, as if its database were there: scratch databases are made next to it
     */
    record Choice(RehearsalPlace place, Environment environment) {}

    /** The places in the order in which they are tried; a database is looked for when its turn comes. */
    List<RehearsalPlace> places(Environment environment) {
        RehearsalPlace said = environment.policy().review().rehearsal();
        if (said != RehearsalPlace.WHERE_POSSIBLE) {
            return List.of(said);
        }
        List<RehearsalPlace> places = new ArrayList<>();
        environments.rehearsalDatabase().ifPresent(database -> places.add(RehearsalPlace.REHEARSAL_SERVER));
        if (places.isEmpty() && !environment.policy().isProtected()) {
            places.add(RehearsalPlace.OWN_SERVER);
        }
        if (places.stream().noneMatch(each -> each == RehearsalPlace.REHEARSAL_SERVER)) {
            places.add(RehearsalPlace.EMBEDDED);
        }
        return places;
    }

    /** Nothing where the place is not configured, or cannot be had. */
    Optional<Choice> at(RehearsalPlace place, Environment environment) {
        Optional<Database> database = switch (place) {
            case REHEARSAL_SERVER -> environments.rehearsalDatabase();
            case EMBEDDED -> embedded();
            case OWN_SERVER, WHERE_POSSIBLE -> Optional.of(environment.database());
        };
        return database.map(found -> new Choice(
                place, new Environment(environment.name(), found, null, environment.variable(), environment.policy())));
    }

    /** Nothing where it cannot be started; why is in the log alone, as it has paths of the machine. */
    private Optional<Database> embedded() {
        try {
            return Optional.of(embedded.database());
        } catch (RuntimeException e) {
            LOG.warnf("The embedded server cannot be started for a rehearsal: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
