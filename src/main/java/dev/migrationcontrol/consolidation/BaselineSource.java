package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.environment.Environment;
import java.util.List;

/** Writes down a live schema as SQL; the boundary to whoever can. */
public interface BaselineSource {
    /** The statements that make these schemas of the environment, without the tables of migration systems. */
    String ddl(Environment environment, List<String> schemas);
}
