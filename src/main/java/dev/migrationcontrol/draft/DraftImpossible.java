package dev.migrationcontrol.draft;

/** There is nothing to draft an undo from: a script cannot be run. */
final class DraftImpossible extends Exception {
    private static final long serialVersionUID = 1L;

    DraftImpossible(String message) {
        super(message, null, false, false);
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
