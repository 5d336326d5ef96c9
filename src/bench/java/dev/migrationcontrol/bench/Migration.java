package dev.migrationcontrol.bench;

/**
 * A generated migration.
 *
 * @param undo takes back exactly what {@code script} does
 */
record Migration(int version, String description, String script, String undo) {
    String name() {
        return "V" + version + "__" + description + ".sql";
    }

    String undoName() {
        return "U" + version + "__" + description + ".sql";
    }
}
