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

    Frames(Assets assets, Access access, Logins logins) {
        this.assets = assets;
        this.access = access;
        this.logins = logins;
    }

    Frame of(String section, String title) {
        return new Frame(
                title,
                section,
                assets.version(),
                logins.areNeeded() ? access.caller().name() : "",
                "",
                "");
    }

    /** Of a page that is shown before anyone is known. */
    Frame ofNobody(String title) {
        return new Frame(title, "", assets.version(), "", "", "");
    }
}
