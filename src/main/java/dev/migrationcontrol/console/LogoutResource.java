package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Logins;
import dev.migrationcontrol.access.Public;
import dev.migrationcontrol.access.issuer.PersonLogins;
import dev.migrationcontrol.problem.Refusal;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** Forgets a login, here and, where it can be done, at the issuer. */
@Path("/console/logout")
@Produces(Pages.HTML)
class LogoutResource {
    private static final String LOGIN = "/console/login";
    private static final String BY_ISSUER = "oidc:";

    private final Logins logins;
    private final PersonLogins people;
    private final Access access;
    private final RoutingContext call;

    LogoutResource(Logins logins, PersonLogins people, Access access, RoutingContext call) {
        this.logins = logins;
        this.people = people;
        this.access = access;
        this.call = call;
    }

    @Public
    @POST
    @Blocking
    @Consumes(Pages.FORM)
    public Response logOut() {
        logins.end(call);
        // The answer to a form must not lead to another site; a page may.
        return issuersOwn()
                .map(address -> Response.ok(LoginPage.again(address.toString())).build())
                .orElseGet(() -> Redirect.to(LOGIN));
    }

    private Optional<URI> issuersOwn() {
        String by = access.caller().authentication();
        try {
            return by.startsWith(BY_ISSUER)
                    ? people.out(by.substring(BY_ISSUER.length()), logins.address(call) + LOGIN)
                    : Optional.empty();
        } catch (Refusal away) {
            return Optional.empty();
        }
    }
}
