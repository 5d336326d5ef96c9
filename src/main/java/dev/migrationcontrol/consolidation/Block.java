package dev.migrationcontrol.consolidation;

/**
 * The text of one direction of a migration.
 *
 * @param file where it is
 * @param line the line of the file at which it begins, from 1
 * @param outside whether its system was told to run it outside of a transaction
 */
record Block(String file, int line, String text, boolean outside) {
    static Block whole(String file, String text, boolean outside) {
        return new Block(file, 1, text, outside);
    }

    /** The part of a file's text from one offset to another. */
    static Block part(String file, String text, int from, int to, boolean outside) {
        int line =
                1 + (int) text.substring(0, from).chars().filter(c -> c == '\n').count();
        return new Block(file, line, text.substring(from, to), outside);
    }
}
