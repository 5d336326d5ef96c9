package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Leads from the address of the service to its console. */
@Path("/")
class RootResource {
    @Public
    @GET
    public Response get() {
        return Redirect.to("/console");
    }
}
