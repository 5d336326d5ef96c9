package dev.migrationcontrol.draft;

import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Version;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The version of the next migration. */
final class NextVersion {
    private NextVersion() {}

    /**
     * The version that is asked for, or else the newest one with its last number raised by one.
     *
     * @throws InvalidRequest when the one that is asked for is not newer
     */
    static Version of(@Nullable Version asked, Scripts scripts) {
        Optional<Version> newest = scripts.latestVersion();
        if (asked == null) {
            return newest.map(NextVersion::next).orElse(Version.of("1"));
        }
        if (newest.isPresent() && !asked.isNewerThan(newest.get())) {
            throw new InvalidRequest("version", "must be newer than " + newest.get());
        }
        return asked;
    }

    private static Version next(Version newest) {
        String text = newest.toString();
        int last = text.lastIndexOf('.') + 1;
        String digits = text.substring(last);
        String raised = new BigInteger(digits).add(BigInteger.ONE).toString();
        String padded = "0".repeat(Math.max(0, digits.length() - raised.length())) + raised;
        return Version.of(text.substring(0, last) + padded);
    }
}
