package dev.migrationcontrol.conversion;

import dev.migrationcontrol.environment.Environment;
import java.util.List;

/** Writes down a live schema as SQL; the boundary to whoever can. */
public interface BaselineSource {
    /**
     * A live schema.
     *
     * @param ddl the statements that make it, without the tables of migration systems
     * @param recorded what the system recorded there: the ids that the schema replaces
     */
    record Live(String ddl, List<String> recorded) {
        public Live {
            recorded = List.copyOf(recorded);
        }
    }

    /** The schemas of the environment, and what the system recorded in them. */
    Live read(Environment environment, String system);
}
