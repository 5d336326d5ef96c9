package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Logins;
import jakarta.inject.Singleton;

/** Makes the frames of pages. */
@Singleton
final class Frames {
    private final Assets assets;
    private final Access access;
    private final Logins logins;
    private final Api api;

    Frames(Assets assets, Access access, Logins logins, Api api) {
        this.assets = assets;
        this.access = access;
        this.logins = logins;
        this.api = api;
    }

    Frame of(String section, String title) {
        return new Frame(
                title,
                section,
                assets.version(),
                logins.areNeeded() ? access.caller().name() : "",
                "",
                "",
                approvals());
    }

    /** None while the control database does not answer: a page does not depend on it. */
    private long approvals() {
        Answer pending = api.find("/api/v1/approvals");
        return pending == null ? 0 : pending.number("awaitingCaller");
    }

    /** Of a page that is shown before anyone is known. */
    Frame ofNobody(String title) {
        return new Frame(title, "", assets.version(), "", "", "", 0);
    }
}
