package dev.migrationcontrol.environment.database;

/** A login that stays as it is while the service runs: that of an environment variable. */
record FixedLogin(String name, Login login) implements LoginSource {
    @Override
    public boolean mayChange() {
        return false;
    }

    @Override
    public String toString() {
        return name;
    }
}
