package dev.migrationcontrol.login;

import dev.migrationcontrol.access.Sessions;
import dev.migrationcontrol.control.ControlDatabase;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Logins in the control database. */
@Singleton
final class StoredSessions implements Sessions {
    private final AgroalDataSource control;
    private final LoginStore store;
    private final LiveLogins live;
    private final SecureRandom random = new SecureRandom();

    StoredSessions(AgroalDataSource control, LoginStore store, LiveLogins live) {
        this.control = control;
        this.store = store;
        this.live = live;
    }

    @Override
    public String begin(String caller, String proof, Duration longest) {
        SessionText session = SessionText.make(random);
        ControlDatabase.inTransaction(control, transaction -> {
            store.insert(transaction, session.row(), caller, session.seal(proof, random), longest);
            return true;
        });
        return session.text();
    }

    @Override
    public CompletableFuture<Optional<String>> find(String session) {
        Optional<SessionText> text = SessionText.parse(session);
        if (text.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return live.find(text.get().row()).thenApply(kept -> kept.flatMap(text.get()::open));
    }

    @Override
    public void end(String session) {
        SessionText.parse(session).ifPresent(text -> {
            live.forget(text.row());
            ControlDatabase.call(control, connection -> store.delete(connection, text.row()));
            live.forget(text.row());
        });
    }
}
