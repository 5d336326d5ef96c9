package dev.migrationcontrol.access.issuer;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.Credentials;
import dev.migrationcontrol.access.Provider;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Callers with tokens of the configured issuers; whose a token is, its issuer says. */
@Singleton
final class IssuedTokens implements Credentials {
    private final Map<String, Issuer> issuers;
    private final ProvedTokens proved;

    @Inject
    IssuedTokens(Instance<Access> access, Clock clock) {
        this(access.get().providers(), clock, System::nanoTime);
    }

    IssuedTokens(List<Provider> providers, Clock clock, LongSupplier nanos) {
        this.proved = new ProvedTokens(clock, nanos);
        this.issuers = providers.stream().collect(Collectors.toUnmodifiableMap(Provider::issuer, issuer(clock, nanos)));
    }

    private static Function<Provider, Issuer> issuer(Clock clock, LongSupplier nanos) {
        return provider ->
                new Issuer(provider, new IssuerKeys(provider, new IssuerDocuments(provider)::keys, nanos), clock);
    }

    @Override
    public boolean recognises(String credential) {
        return !issuers.isEmpty() && IssuedToken.hasForm(credential);
    }

    @Override
    public CompletableFuture<Optional<Caller>> find(String credential) {
        Optional<Caller> known = proved.find(credential);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known);
        }
        Optional<IssuedToken> token = IssuedToken.read(credential);
        Optional<Issuer> issuer =
                token.flatMap(read -> read.claims().value("iss")).map(issuers::get);
        return issuer.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : issuer.get().find(token.get()).thenApply(found -> {
                    found.ifPresent(caller -> proved.keep(token.get(), caller));
                    return found;
                });
    }

    @Override
    public Optional<Caller> again(String callerId, Collection<String> granted) {
        return issuers.values().stream()
                .map(each -> each.again(callerId, granted))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
