package dev.migrationcontrol.access.issuer;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Provider;
import dev.migrationcontrol.gate.PageConnections;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;

/** Lets Swagger UI ask the issuers of people for a token, as its login does. */
@Singleton
final class IssuerConnections implements PageConnections {
    private final Instance<Access> access;

    IssuerConnections(Instance<Access> access) {
        this.access = access;
    }

    @Override
    public Collection<String> origins() {
        return access.get().providers().stream()
                .filter(each -> each.preset() == Provider.Preset.PEOPLE)
                .map(each -> URI.create(each.issuer()))
                .map(each -> each.getScheme() + "://" + each.getRawAuthority())
                .distinct()
                .sorted()
                .toList();
    }
}
