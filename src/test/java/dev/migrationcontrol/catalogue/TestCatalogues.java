package dev.migrationcontrol.catalogue;

import dev.migrationcontrol.environment.database.DatabaseConnections;

/** Reads catalogues without the service. */
public final class TestCatalogues {
    private TestCatalogues() {}

    public static Catalogues create() {
        return new Catalogues(new DatabaseConnections());
    }
}
