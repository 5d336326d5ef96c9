package dev.migrationcontrol.environment.database;

import java.sql.SQLException;

/** Where the login of a database comes from. It is asked at each connect, and nothing of its answer is kept. */
public interface LoginSource {
    /** The variable or the setting that names it; never a value. */
    String name();

    /** Whether its answer may be another one later on, so that asking again makes sense. */
    boolean mayChange();

    /**
     * The login as it is now. May block for a moment.
     *
     * @throws SQLException made by {@link #unavailable} when the source has none
     */
    Login login() throws SQLException;

    /** The source of a login that stays as it is while the service runs. */
    static LoginSource fixed(String name, Login login) {
        return new FixedLogin(name, login);
    }

    /** The entry of a store. */
    static LoginSource provided(String name, LoginProvider provider, String entry) {
        return new ProvidedLogin(name, provider, entry, ProvidedLogin.LONGEST);
    }

    /** @param why sentences for people, without any value */
    static SQLException unavailable(String name, String why) {
        return new LoginUnavailable(name, why);
    }
}
