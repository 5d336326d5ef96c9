package dev.migrationcontrol.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;

/** Asks, before an endpoint is called, whether its caller may do what it does. */
@Provider
@Singleton
@Priority(Priorities.AUTHORIZATION)
final class RequiredVerb implements ContainerRequestFilter {
    /** Filters are made before the configuration is complete. */
    private final Instance<Access> access;

    private final ResourceInfo resource;

    RequiredVerb(Instance<Access> access, ResourceInfo resource) {
        this.access = access;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceMethod().isAnnotationPresent(ForEveryCaller.class)
                || resource.getResourceMethod().isAnnotationPresent(Public.class)) {
            return;
        }
        Requires requires = resource.getResourceMethod().getAnnotation(Requires.class);
        if (requires == null) {
            throw new IllegalStateException("The endpoint " + resource.getResourceMethod() + " does not say its verb.");
        }
        access.get()
                .require(
                        requires.value(),
                        request.getUriInfo().getPathParameters().getFirst("environment"));
    }
}
