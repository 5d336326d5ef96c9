package dev.migrationcontrol.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Says that callers send a token, or nothing where access is open. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class BearerSchemeFilter implements OASFilter {
    private static final String NAME = "token";

    @Override
    public void filterOpenAPI(OpenAPI openapi) {
        if (openapi.getComponents() == null) {
            openapi.setComponents(OASFactory.createComponents());
        }
        openapi.getComponents()
                .addSecurityScheme(
                        NAME,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(
                                        "A token of this service, or of a configured issuer; see docs/access.md."));
        openapi.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(NAME));
        openapi.addSecurityRequirement(OASFactory.createSecurityRequirement());
    }
}
