package dev.migrationcontrol.audit;

import dev.migrationcontrol.problem.Refusal;
import java.time.Duration;

/** An archive that comes too slowly, or at the same time as too many others. */
final class UploadRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    private UploadRefused(String slug, int status, String title, String detail) {
        super(slug, status, title, detail);
    }

    static UploadRefused tooSlow(long rate, Duration timeout) {
        return new UploadRefused(
                "body-too-slow",
                408,
                "The body did not arrive in time",
                "An archive has to arrive with " + rate + " bytes a second at least, and within " + timeout.toSeconds()
                        + " seconds. Send it again.");
    }

    static UploadRefused tooMany(int places) {
        return new UploadRefused(
                "too-busy",
                503,
                "The service gets more requests than it answers at a time",
                places + " archives are being uploaded. Try again after the time that Retry-After says. The limit is"
                        + " the setting migration-control.audits.uploads.");
    }
}
