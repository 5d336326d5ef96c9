package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Logins;
import dev.migrationcontrol.access.Public;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Forgets a login. */
@Path("/console/logout")
class LogoutResource {
    private final Logins logins;
    private final RoutingContext call;

    LogoutResource(Logins logins, RoutingContext call) {
        this.logins = logins;
        this.call = call;
    }

    @Public
    @POST
    @Consumes(Pages.FORM)
    public Response logOut() {
        logins.end(call);
        return Redirect.to("/console/login");
    }
}
