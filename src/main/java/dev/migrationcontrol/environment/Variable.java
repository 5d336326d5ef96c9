package dev.migrationcontrol.environment;

/**
 * One variable as it is read: expanded, and from its file where it names one.
 *
 * @param name as the operator spelled it, {@code TEST_DATABASE_URL_FILE} for example
 */
public record Variable(String name, String value) {
    @Override
    public String toString() {
        return name;
    }
}
