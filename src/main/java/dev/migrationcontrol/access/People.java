package dev.migrationcontrol.access;

import java.util.Optional;

/** People of whom an issuer said something when they logged in. */
public interface People {
    /**
     * A person with what the grants of this moment give.
     *
     * @param claims what the issuer said, as JSON
     * @return empty where the provider does not log people in any more
     */
    Optional<Caller> find(String provider, String claims);
}
