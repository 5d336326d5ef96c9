package dev.migrationcontrol.rule;

import java.util.Set;

/** Functions of PostgreSQL and of its usual extensions whose value may differ from row to row. */
final class VolatileFunctions {
    private static final Set<String> NAMES = Set.of(
            "clock_timestamp",
            "gen_random_bytes",
            "gen_random_uuid",
            "gen_salt",
            "nextval",
            "random",
            "random_normal",
            "timeofday",
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v4",
            "uuidv4",
            "uuidv7");

    private VolatileFunctions() {}

    static boolean isBuiltIn(String name) {
        return NAMES.contains(name);
    }
}
