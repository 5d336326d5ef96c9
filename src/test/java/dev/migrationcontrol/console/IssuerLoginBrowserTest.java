package dev.migrationcontrol.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.migrationcontrol.PeopleUnderTest.REVIEWED;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.migrationcontrol.PeopleUnderTest;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.access.issuer.LoginsUnderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person logs in at an issuer in a browser, whose cookies and policies are the real ones. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
@QuarkusTestResource(value = LoginsUnderTest.class, restrictToAnnotatedClass = true)
class IssuerLoginBrowserTest {
    private static Browser browser;

    @TestHTTPResource("/")
    URI service;

    @BeforeEach
    void begin() {
        if (browser == null) {
            browser = Browser.require(service.toString());
        }
        TestEnvironment.empty(REVIEWED);
        browser.takeMessages();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @Test
    void aPersonLogsInAtTheIssuerIsShownThePageThatWasWantedAndLogsOut() {
        Page page = browser.page(true);
        page.navigate("/console/environments/" + REVIEWED);
        assertThat(page.locator("h1")).hasText("Log in");
        browser.inspect(page, "login-ways");
        page.locator("text=Log in with staff").click();
        page.locator("a:text-is('ada')").click();
        page.waitForURL("**/console/environments/" + REVIEWED);
        assertThat(page.locator("footer")).containsText("ada@example.org");
        // A link of the issuer, which is another site, brings no strict cookie at first.
        page.evaluate("location.href = '/console/journal'");
        assertThat(page.locator("h1")).containsText("Journal");
        page.locator("text=Log out").click();
        page.waitForURL("**/console/login");
        assertThat(page.locator("h1")).hasText("Log in");
        page.navigate("/console");
        assertThat(page.locator("h1")).hasText("Log in");
        assertThat(browser.takeMessages()).isEmpty();
    }

    @Test
    void swaggerUiAsksWithTheTokenThatIsGivenThere() {
        Page page = swagger();
        page.locator("button.authorize").first().click();
        Locator dialog = page.locator(".dialog-ux");
        assertThat(dialog).containsText("token");
        dialog.locator("input[aria-label='auth-bearer-value']").fill(PeopleUnderTest.token("viewer"));
        dialog.locator("button.authorize").first().click();
        dialog.locator("button.btn-done").click();
        assertThat(me(page)).containsText("token|viewer");
    }

    /** What it answers to who asks who it is. */
    private static Locator me(Page page) {
        Locator me = page.locator("[id$='getMe']").first();
        me.locator("button.opblock-summary-control").click();
        me.locator("button.try-out__btn").click();
        me.locator("button.execute").click();
        return me.locator(".live-responses-table");
    }

    /** Its page, which is only for callers that are known; what it asks itself has no credential from here. */
    private static Page swagger() {
        Page page = browser.page(true);
        String token = PeopleUnderTest.token("viewer");
        page.context()
                .route(
                        url -> url.contains("/q/"),
                        route -> route.resume(new com.microsoft.playwright.Route.ResumeOptions()
                                .setHeaders(withToken(route.request().headers(), token))));
        page.navigate("/q/swagger-ui/");
        return page;
    }

    private static java.util.Map<String, String> withToken(java.util.Map<String, String> headers, String token) {
        java.util.Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("authorization", "Bearer " + token);
        return all;
    }
}
