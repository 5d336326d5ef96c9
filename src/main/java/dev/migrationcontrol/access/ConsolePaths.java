package dev.migrationcontrol.access;

/** Which paths belong to the console. */
final class ConsolePaths {
    static final String ROOT = "/console";

    private static final String LOGIN = ROOT + "/login";

    private ConsolePaths() {}

    /** Whether a login counts there. */
    static boolean areFor(String path) {
        return path.equals("/") || path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    /** Whether it is shown to everyone: the login and what it looks like. */
    static boolean arePublic(String path) {
        return path.equals("/")
                || path.equals(LOGIN)
                || path.startsWith(LOGIN + "/")
                || path.startsWith(ROOT + "/assets/");
    }
}
