package dev.migrationcontrol.script;

import java.util.List;
import org.flywaydb.core.api.callback.Event;

/** The moments of an upgrade, outside of its migrations, at which callbacks run, each in a transaction of its own. */
public enum Moment {
    CONNECTED(Event.AFTER_CONNECT),
    VALIDATING(Event.BEFORE_VALIDATE),
    VALID(Event.AFTER_VALIDATE),
    INVALID(Event.AFTER_VALIDATE_ERROR),
    CREATING_SCHEMAS(Event.CREATE_SCHEMA, Event.BEFORE_CREATE_SCHEMA),
    BEGINNING(Event.BEFORE_MIGRATE),
    VERSIONS_DONE(Event.AFTER_VERSIONED),
    REPEATABLES_NEXT(Event.BEFORE_REPEATABLES),
    APPLIED(Event.AFTER_MIGRATE_APPLIED),
    DONE(Event.AFTER_MIGRATE),
    FAILED(Event.AFTER_MIGRATE_ERROR),
    FINISHED(Event.AFTER_MIGRATE_OPERATION_FINISH);

    private final List<Event> events;

    Moment(Event... events) {
        this.events = List.of(events);
    }

    /** Flyway's events, in the order in which it fires them. */
    public List<Event> events() {
        return events;
    }
}
