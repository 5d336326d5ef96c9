package dev.migrationcontrol.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser does with the service and an issuer, request by request. */
abstract class IssuerLoginFlow {
    static final String SESSION = "mc-console";
    static final String PENDING = "mc-login";
    static final String FORM = "application/x-www-form-urlencoded";
    static final Pattern NEXT = Pattern.compile("http-equiv=\"refresh\" content=\"0;url=([^\"]*)\"");

    @TestHTTPResource("/")
    URI service;

    /** A login that the issuer has sent back, and that the service has not seen yet. */
    record Back(String address, String pending, String state) {}

    static RequestSpecification link() {
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Dest", "document");
    }

    RequestSpecification browser(String session) {
        return given().redirects()
                .follow(false)
                .header("Origin", "http://" + service.getAuthority())
                .header("Sec-Fetch-Site", "same-origin")
                .cookie(SESSION, session);
    }

    static Back back(String provider, String query) {
        return back(provider, query, "/console/journal");
    }

    static Back back(String provider, String query, String to) {
        Response begun = link().get("/console/login/" + provider + "?to=" + to);
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(303);
        assertThat(begun.header("Set-Cookie"))
                .contains("SameSite=Lax", "Path=/console/login/" + provider)
                .containsIgnoringCase("HttpOnly");
        String asked = begun.header("Location");
        assertThat(asked).contains("response_type=code", "code_challenge_method=S256", "client_id=console");
        Response answered =
                given().redirects().follow(false).urlEncodingEnabled(false).get(asked + "&" + query);
        Matcher state = Pattern.compile("[?&]state=([^&]*)").matcher(asked);
        assertThat(state.find()).isTrue();
        return new Back(answered.header("Location"), begun.cookie(PENDING), state.group(1));
    }

    static Response end(Back back) {
        return link().cookie(PENDING, back.pending()).get(back.address());
    }

    static String logIn(String person) {
        Response in = end(back("staff", "as=" + person));
        assertThat(in.statusCode()).as(in.asString()).isEqualTo(200);
        return in.cookie(SESSION);
    }

    static void assertRefused(Response answer, int status, String said) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.asString())
                .contains("role=\"alert\"", said, "Log in with staff", "name=\"token\"")
                .doesNotContain("canary");
        assertThat(answer.cookie(SESSION)).isNull();
    }
}
