package dev.migrationcontrol.access.issuer;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Provider;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Offers the login of each configured issuer of people to readers of the OpenAPI document, such as Swagger UI. */
@OpenApiFilter(OpenApiFilter.RunStage.RUNTIME_STARTUP)
public final class PeopleSchemeFilter implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI openapi) {
        Arc.container().instance(Access.class).get().providers().stream()
                .filter(each -> each.preset() == Provider.Preset.PEOPLE)
                .forEach(each -> add(openapi, each));
    }

    private static void add(OpenAPI openapi, Provider provider) {
        openapi.getComponents()
                .addSecurityScheme(
                        provider.name(),
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.OPENIDCONNECT)
                                .openIdConnectUrl(
                                        IssuerDocuments.discovery(provider).toString())
                                .description("The login of the provider " + provider.name()
                                        + ", with a public client and PKCE; its token has to be for the audience "
                                        + provider.audience() + "."));
        openapi.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(provider.name()));
    }
}
