package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Logins;
import dev.migrationcontrol.access.Public;
import dev.migrationcontrol.access.issuer.PersonLogins;
import dev.migrationcontrol.problem.Refusal;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends people to their issuer, and takes them back from there. */
@Path("/console/login/{provider}")
@Produces(Pages.HTML)
class IssuerLoginResource {
    /** What the browser keeps while it is at the issuer; it comes back by a link of another site. */
    private static final String COOKIE = "mc-login";

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Logger LOG = Logger.getLogger(IssuerLoginResource.class);

    private final Logins logins;
    private final PersonLogins people;
    private final Frames frames;
    private final RoutingContext call;

    IssuerLoginResource(Logins logins, PersonLogins people, Frames frames, RoutingContext call) {
        this.logins = logins;
        this.people = people;
        this.frames = frames;
        this.call = call;
    }

    @Public
    @GET
    @Blocking
    public Response begin(@PathParam("provider") String provider, @QueryParam("to") @Nullable String to) {
        String page = LoginPage.own(to);
        try {
            PersonLogins.Begun begun = people.begin(provider, callback(provider), page);
            call.response().addCookie(cookie(provider, begun.cookie()).setMaxAge(LONGEST.toSeconds()));
            return Redirect.to(begun.address().toString());
        } catch (Refusal refused) {
            return page(refused, provider, page);
        }
    }

    @Public
    @GET
    @Blocking
    @Path("/callback")
    public Response end(
            @PathParam("provider") String provider,
            @QueryParam("code") @Nullable String code,
            @QueryParam("state") @Nullable String state,
            @QueryParam("error") @Nullable String error,
            @QueryParam("iss") @Nullable String issuer) {
        String begun = Optional.ofNullable(call.request().getCookie(COOKIE))
                .map(Cookie::getValue)
                .orElse(null);
        call.response().addCookie(cookie(provider, "").setMaxAge(0));
        try {
            PersonLogins.Returned returned = new PersonLogins.Returned(code, state, error, issuer);
            PersonLogins.LoggedIn done = people.end(provider, returned, begun, callback(provider));
            logins.begin(call, done.person(), provider, done.claims());
            // The browser sends a strict cookie again once it comes from this very page.
            return Response.ok(LoginPage.again(LoginPage.own(done.to()))).build();
        } catch (Refusal refused) {
            return page(refused, provider, "/console");
        }
    }

    private Response page(Refusal refused, String provider, String to) {
        if (people.names().contains(provider)) {
            LOG.infof("Nobody was logged in by the provider %s: %s", provider, refused.detail());
        }
        String page = LoginPage.html(frames.ofNobody("Log in"), people.names(), to, refused.detail());
        return Response.status(refused.status()).entity(page).build();
    }

    private String callback(String provider) {
        return logins.address(call) + "/console/login/" + provider + "/callback";
    }

    private Cookie cookie(String provider, String value) {
        return Cookie.cookie(COOKIE, value)
                .setPath("/console/login/" + (people.names().contains(provider) ? provider : ""))
                .setHttpOnly(true)
                .setSecure(logins.areSecure(call))
                .setSameSite(CookieSameSite.LAX);
    }
}
