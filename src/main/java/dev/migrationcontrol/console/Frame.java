package dev.migrationcontrol.console;

/**
 * What is around each page.
 *
 * @param title of the page, for the browser
 * @param section the part of the console that it belongs to, as the links on top name it
 * @param version of the static files
 * @param user who is logged in; empty while access is open
 * @param json the endpoint that says the same; empty where there is none
 * @param approvals how many plans wait for a decision that the reader may take
 * @param live the stream that keeps the page current; empty where nothing changes by itself
 */
record Frame(String title, String section, String version, String user, String json, String live, long approvals) {
    Frame json(String path) {
        return new Frame(title, section, version, user, path, live, approvals);
    }

    Frame live(String path) {
        return new Frame(title, section, version, user, json, path, approvals);
    }
}
