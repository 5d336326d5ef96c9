package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Logins;
import dev.migrationcontrol.access.Public;
import dev.migrationcontrol.access.issuer.PersonLogins;
import dev.migrationcontrol.problem.Refusal;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Asks people who they are. */
@Path("/console/login")
@Produces(Pages.HTML)
class LoginResource {
    private final Logins logins;
    private final PersonLogins people;
    private final Frames frames;
    private final RoutingContext call;

    LoginResource(Logins logins, PersonLogins people, Frames frames, RoutingContext call) {
        this.logins = logins;
        this.people = people;
        this.frames = frames;
        this.call = call;
    }

    /** A link on another site brings no cookie; the same address, asked for by this page, does. */
    @Public
    @GET
    public String get(@QueryParam("to") @Nullable String to, @HeaderParam("Sec-Fetch-Site") @Nullable String site) {
        return "cross-site".equals(site) ? LoginPage.again(LoginPage.own(to)) : page(LoginPage.own(to), "");
    }

    @Public
    @POST
    @Blocking
    @Consumes(Pages.FORM)
    public Response logIn(MultivaluedMap<String, String> form) {
        String to = LoginPage.own(form.getFirst("to"));
        String token = String.valueOf(form.getFirst("token")).strip();
        try {
            logins.begin(call, token);
            return Redirect.to(to);
        } catch (Refusal refused) {
            return Response.status(refused.status())
                    .entity(page(to, refused.detail()))
                    .build();
        }
    }

    private String page(String to, String wrong) {
        return LoginPage.html(frames.ofNobody("Log in"), people.names(), to, wrong);
    }
}
