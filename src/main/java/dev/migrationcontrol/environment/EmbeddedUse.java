package dev.migrationcontrol.environment;

import io.quarkus.runtime.LaunchMode;

/** What the embedded server is needed for. */
enum EmbeddedUse {
    NOTHING,
    CONTROL,
    EVERYTHING;

    static final String CONTROL_SETTING = "migration-control.embedded.control";

    /**
     * A packaged service keeps its own records on a server of its own, unless a setting says that one replica is
     * enough.
     */
    static EmbeddedUse decide(
            DatabaseSources sources,
            LaunchMode mode,
            boolean controlAcknowledged,
            Misconfigurations misconfigurations) {
        if (sources.controlIsSet()) {
            return NOTHING;
        }
        if (sources.nothingIsSet()) {
            return EVERYTHING;
        }
        if (!mode.isDevOrTest() && !controlAcknowledged) {
            misconfigurations.add(
                    "CONTROL_DATABASE_URL",
                    "is not set, but environments are: the service has no database for its own records",
                    "set CONTROL_DATABASE_URL, or " + CONTROL_SETTING
                            + "=true to keep an embedded one for a single replica");
        }
        return CONTROL;
    }
}
